import { Button, Modal } from '@mantine/core'
import type { MemberRow } from '#api'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { useChangeMember } from './change-member.ts'
import look from './dialogs.module.css'

/** Shuts somebody out, or lets them in again. */
export function Door({ member, onClose }: { member: MemberRow; onClose: () => void }) {
  const change = useChangeMember(member, onClose)
  const isOut = member.disabledAt !== null
  return (
    <Modal
      opened
      onClose={onClose}
      title={isOut ? `Let ${member.name} in again` : `Shut ${member.name} out`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={look.form}
        onSubmit={(event) => {
          event.preventDefault()
          const reason = String(new FormData(event.currentTarget).get('reason')).trim()
          change.mutate({ action: isOut ? 'enable' : 'disable', reason })
        }}
      >
        <p>
          {isOut
            ? 'They sign in with the name and password they had, as what they were.'
            : 'They are out at once, on every device, and links they made for others stop working. What they did stays in the record under their name.'}
        </p>
        <ReasonField />
        <Refusal error={change.error} />
        <div className={look.end}>
          <Button type="submit" loading={change.isPending}>
            {isOut ? 'Let in again' : 'Shut out'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
