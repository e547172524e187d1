import { Button } from '@mantine/core'
import { useState } from 'react'
import type { MemberRow } from '#api'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { useChangeMember } from './change-member.ts'
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
    <FormDialog
      onClose={onClose}
      title={`Roles of ${member.name}`}
      size="lg"
      onSubmit={(text) => {
        const reason = text('reason')
        change.mutate({ action: 'change', add, remove, reason })
      }}
    >
      <GrantMatrix value={grants} mayGrant={mayGrant} onChange={setGrants} />
      <ReasonField />
      <Refusal error={change.error} />
      <Deeds>
        <Button type="submit" loading={change.isPending} disabled={add.length + remove.length === 0}>
          Change the roles
        </Button>
      </Deeds>
    </FormDialog>
  )
}
