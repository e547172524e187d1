import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReplanSent, ReplanWish } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'

/** Has all that is open planned anew; nothing moves by that. */
export function AskReplan({ plant, replan, onClose }: { plant: string; replan?: string; onClose: () => void }) {
  const { csrf, plants } = useSession()
  const [chosen, setChosen] = useState(plant || plants[0]!.id)
  const asking = useMutation({
    mutationFn: (wish: ReplanWish) => tell<ReplanSent>('/replans', wish, { csrf }),
    onSuccess: () => {
      said('Asked: the new plan stands here as soon as it is found.')
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['orders', 'replans'] }),
  })
  return (
    <FormDialog
      onClose={onClose}
      title="Plan anew what is open?"
      onSubmit={(text) => asking.mutate({ plant: chosen, why: text('reason'), ...(replan ? { replan } : {}) })}
    >
      {replan || plant ? null : (
        <NativeSelect
          label="Plant"
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={plants.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <ReasonField />
      <Refusal error={asking.error} />
      <Deeds>
        <Button type="submit" loading={asking.isPending}>
          Ask for it
        </Button>
      </Deeds>
    </FormDialog>
  )
}
