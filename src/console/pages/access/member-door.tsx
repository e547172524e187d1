import { Button } from '@mantine/core'
import type { MemberRow } from '#api'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { useChangeMember } from './change-member.ts'

/** Shuts somebody out, or lets them in again. */
export function Door({ member, onClose }: { member: MemberRow; onClose: () => void }) {
  const change = useChangeMember(member, onClose)
  const isOut = member.disabledAt !== null
  return (
    <FormDialog
      onClose={onClose}
      title={isOut ? `Let ${member.name} in again` : `Shut ${member.name} out`}
      onSubmit={(text) => {
        const reason = text('reason')
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
      <Deeds>
        <Button type="submit" loading={change.isPending}>
          {isOut ? 'Let in again' : 'Shut out'}
        </Button>
      </Deeds>
    </FormDialog>
  )
}
