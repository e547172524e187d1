import { Textarea } from '@mantine/core'

/** A word for those who read it later. Ctrl+Enter is enough. */
export const ReasonField = () => (
  <Textarea
    name="reason"
    label="Why"
    description="Read by whoever audits this; a few words are enough"
    required
    minLength={3}
    maxLength={500}
    rows={3}
    data-autofocus
    onKeyDown={(event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
    }}
  />
)
