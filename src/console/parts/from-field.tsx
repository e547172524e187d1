import { TextInput } from '@mantine/core'
import { useContext, useState } from 'react'
import { cityOf } from '../words/moments.ts'
import { momentAt } from '../words/wall.ts'
import type { TextOf } from './form-dialog.tsx'
import { Zones } from './moment.tsx'

/** From when on something is to hold, by the clock of a plant; at once where nothing is said. */
export function useFrom(plant: string | undefined, label: string) {
  const zone = useContext(Zones).zoneOf(plant)
  const [wrong, setWrong] = useState('')
  return {
    field: (
      <TextInput
        type="datetime-local"
        name="from"
        label={label}
        description={`At once where empty; by the clock of ${cityOf(zone)}`}
        error={wrong}
        max="9999-12-31T23:59"
      />
    ),
    /** What was said, for the proposal; undefined, and told beside the field, where the clock never shows it. */
    said(text: TextOf): { readonly from?: string } | undefined {
      const from = text('from') && momentAt(text('from'), zone)
      setWrong(from === undefined ? 'The clock never shows this moment; choose another one' : '')
      return from === undefined ? undefined : from === '' ? {} : { from }
    },
  }
}
