import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { HoldView, Retention } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { usePlantName, useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { aboutText } from './words.ts'

/** Ends a hold, after saying what may follow. */
export function ReleaseHold({ hold, onClose }: { hold: HoldView; onClose: () => void }) {
  const { csrf } = useSession()
  const plantName = usePlantName()
  const release = useMutation({
    mutationFn: (reason: string) => tell<Retention>(`/legal-holds/${hold.holdId}/release`, { reason }, { csrf }),
    onSuccess: () => {
      said('Released: the rule decides again.')
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['retention'] }),
  })
  return (
    <FormDialog
      onClose={onClose}
      title="Release a hold"
      onSubmit={(text) => {
        release.mutate(text('reason'))
      }}
    >
      <p>
        {aboutText(hold.about)} in {plantName(hold.plant)}: what is older than its rule is erased within the hour, and
        does not come back. It was held for “{hold.reason}”.
      </p>
      <ReasonField />
      <Refusal error={release.error} />
      <Deeds>
        <Button type="submit" loading={release.isPending}>
          Release it
        </Button>
      </Deeds>
    </FormDialog>
  )
}
