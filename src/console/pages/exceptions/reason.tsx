import { Button } from '@mantine/core'
import { ReasonField } from '../../parts/reason-field.tsx'
import look from './dialogs.module.css'

/** What is about to be done, and why. */
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
