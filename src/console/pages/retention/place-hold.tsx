import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { HoldWish, Retention } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { usePlant, usePlantName, useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'

/** Keeps contents whatever the rules say, of a plant or of one order. */
export function PlaceHold({ plants, onClose }: { plants: readonly string[]; onClose: () => void }) {
  const { csrf } = useSession()
  const plantName = usePlantName()
  const here = usePlant()
  const [plant, setPlant] = useState(plants.includes(here) ? here : (plants[0] ?? ''))
  const place = useMutation({
    mutationFn: (wish: HoldWish) => tell<Retention>('/legal-holds', wish, { csrf }),
    onSuccess: () => {
      said('Held: nothing of it is erased until it is released.')
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['retention'] }),
  })
  return (
    <FormDialog
      onClose={onClose}
      title="New hold"
      onSubmit={(text) => {
        const order = text('order')
        place.mutate({
          plant,
          ...(order ? { about: { stream: 'production-order', key: order } } : {}),
          reason: text('reason'),
        })
      }}
    >
      <NativeSelect
        label="Plant"
        value={plant}
        onChange={(event) => setPlant(event.currentTarget.value)}
        data={plants.map((id) => ({ value: id, label: plantName(id) }))}
      />
      <TextInput
        name="order"
        label="Only what is about one order"
        description="The hub’s id of it, for example odoo.42, as its page shows it; the whole plant where empty"
        maxLength={128}
        autoComplete="off"
      />
      <ReasonField />
      <Refusal error={place.error} />
      <Deeds>
        <Button type="submit" loading={place.isPending}>
          Hold it
        </Button>
      </Deeds>
    </FormDialog>
  )
}
