import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { MemberRow } from '#api'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { useChangeMember } from './change-member.ts'
import look from './dialogs.module.css'
import { type Grant, GrantMatrix, sameGrant } from './grant-matrix.tsx'

const beyond = (some: readonly Grant[], others: readonly Grant[]): Grant[] =>
  some.filter((grant) => !others.some((other) => sameGrant(grant, other)))

/** What somebody may be where: given and taken in one go, with the reason. */
export function Roles({
  member,
  mayGrant,
  onClose,
}: {
  member: MemberRow
  mayGrant: readonly Grant[]
  onClose: () => void
}) {
  const [grants, setGrants] = useState<readonly Grant[]>(member.grants)
  const change = useChangeMember(member, onClose)
  const [add, remove] = [beyond(grants, member.grants), beyond(member.grants, grants)]
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Roles of ${member.name}`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={look.form}
        onSubmit={(event) => {
          event.preventDefault()
          const reason = String(new FormData(event.currentTarget).get('reason')).trim()
          change.mutate({ action: 'change', add, remove, reason })
        }}
      >
        <GrantMatrix value={grants} mayGrant={mayGrant} onChange={setGrants} />
        <ReasonField />
        <Refusal error={change.error} />
        <div className={look.end}>
          <Button type="submit" loading={change.isPending} disabled={add.length + remove.length === 0}>
            Change the roles
          </Button>
        </div>
      </form>
    </Modal>
  )
}
