import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { MadeInvitation } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { type Grant, GrantMatrix } from './grant-matrix.tsx'
import { ShownOnce } from './shown-once.tsx'

/** A link by which somebody takes their place; it is handed over outside the hub. */
export function Invite({ mayGrant, onClose }: { mayGrant: readonly Grant[]; onClose: () => void }) {
  const { csrf } = useSession()
  const [grants, setGrants] = useState<readonly Grant[]>([])
  const invite = useMutation({
    mutationFn: () => tell<MadeInvitation>('/people', { grants }, { csrf }),
    onSettled: () => client.invalidateQueries({ queryKey: ['access'] }),
  })
  if (invite.data)
    return (
      <ShownOnce
        title="The link"
        lead="Give it to the person it is for, and to nobody else: whoever opens it first takes the place. It works once, for a day, and is shown this once."
        text={`${location.origin}/claim#${invite.data.token}`}
        name="link"
        onClose={onClose}
      />
    )
  return (
    <FormDialog
      onClose={onClose}
      title="Invite somebody"
      size="lg"
      onSubmit={() => {
        invite.mutate()
      }}
    >
      <p>What may they be? They choose their name and password themselves.</p>
      <GrantMatrix value={grants} mayGrant={mayGrant} onChange={setGrants} />
      <Refusal error={invite.error} />
      <Deeds>
        <Button type="submit" loading={invite.isPending} disabled={grants.length === 0}>
          Make the link
        </Button>
      </Deeds>
    </FormDialog>
  )
}
