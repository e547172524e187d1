import { Button, Textarea } from '@mantine/core'
import look from './dialogs.module.css'

/** A word for those who read it later. Ctrl+Enter is enough. */
export const Reason = ({
  lead,
  confirm,
  pending,
  onReason,
}: {
  lead: string
  confirm: string
  pending: boolean
  onReason: (reason: string) => void
}) => (
  <form
    className={look.form}
    onSubmit={(event) => {
      event.preventDefault()
      onReason(String(new FormData(event.currentTarget).get('reason')).trim())
    }}
  >
    <p>{lead}</p>
    <ReasonField />
    <div className={look.end}>
      <Button type="submit" loading={pending}>
        {confirm}
      </Button>
    </div>
  </form>
)

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
