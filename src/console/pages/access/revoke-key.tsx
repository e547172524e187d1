import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { KeyRow } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { usePlantName, useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'

/** Ends a key for good, after saying what that does. */
export function RevokeKey({ row, title, onClose }: { row: KeyRow; title: string; onClose: () => void }) {
  const { csrf } = useSession()
  const plantName = usePlantName()
  const revoke = useMutation({
    mutationFn: (reason: string) => tell(`/keys/${row.keyId}`, { action: 'revoke', reason }, { csrf }),
    onSuccess: () => {
      said(`The key of ${title} is revoked.`)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['access'] }),
  })
  return (
    <FormDialog
      onClose={onClose}
      title={`Revoke the key of ${title}`}
      onSubmit={(text) => {
        revoke.mutate(text('reason'))
      }}
    >
      <p>
        Within five seconds the door refuses what {title} of {plantName(row.plant)} sends with it, and nothing of that
        is kept. A key that is revoked stays so; make a new one before, if the system is to go on.
      </p>
      <ReasonField />
      <Refusal error={revoke.error} />
      <Deeds>
        <Button type="submit" loading={revoke.isPending}>
          Revoke it
        </Button>
      </Deeds>
    </FormDialog>
  )
}
