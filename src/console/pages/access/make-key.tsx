import { NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyList, KeyWish, MadeKey } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { usePlant, usePlantName, useSession } from '../../app/session.tsx'

/** What every new key needs: a plant whose keys somebody may manage, and the hub that makes it. */
export function useMakeKey({ mayManage }: Pick<KeyList, 'mayManage'>) {
  const { csrf } = useSession()
  const plantName = usePlantName()
  const here = usePlant()
  const [plant, setPlant] = useState(mayManage.includes(here) ? here : (mayManage[0] ?? ''))
  const make = useMutation({
    mutationFn: (wish: KeyWish) => tell<MadeKey>('/keys', wish, { csrf }),
    onSettled: () => client.invalidateQueries({ queryKey: ['access'] }),
  })
  const plantField = (
    <NativeSelect
      label="Plant"
      value={plant}
      onChange={(event) => setPlant(event.currentTarget.value)}
      data={mayManage.map((id) => ({ value: id, label: plantName(id) }))}
    />
  )
  return { plant, plantField, make }
}
