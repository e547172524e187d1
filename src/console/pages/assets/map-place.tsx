import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AssetList, MapWish } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { workCentresQuestion } from '../../api/questions/maintenance.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'

/** Says which work centre a place is: from then on maintenance of what fills it takes that one's capacity. */
export function MapPlace({ place, onClose }: { place: AssetList['equipment'][number]; onClose: () => void }) {
  const { csrf } = useSession()
  const { data, error } = useQuery(workCentresQuestion(place.plant))
  const [centre, setCentre] = useState(place.workCentre?.id ?? '')
  const map = useMutation({
    mutationFn: (wish: MapWish) => tell<AssetList>('/equipment', wish, { csrf }),
    onSuccess: () => {
      said(`Mapped: windows and breakdowns of ${place.equipment} take its capacity from now on.`)
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['assets'] }),
  })
  const away = data?.away.find(({ plant }) => plant === place.plant)
  return (
    <FormDialog
      onClose={onClose}
      title={`Which work centre is ${place.equipment}?`}
      onSubmit={(text) =>
        map.mutate({
          plant: place.plant,
          equipment: place.equipment,
          workCentre: centre || null,
          reason: text('reason'),
        })
      }
    >
      <NativeSelect
        label="Work centre in Odoo"
        description={away ? `Odoo cannot be asked now: ${away.sentence}` : undefined}
        value={centre}
        onChange={(event) => setCentre(event.currentTarget.value)}
        data={[
          { value: '', label: 'None of Odoo’s' },
          ...(data?.workCentres ?? []).map(({ id, name, code }) => ({
            value: id,
            label: code ? `${name} (${code})` : name,
          })),
        ]}
      />
      <ReasonField />
      <Refusal error={map.error ?? error} />
      <Deeds>
        <Button type="submit" loading={map.isPending}>
          Map it
        </Button>
      </Deeds>
    </FormDialog>
  )
}
