import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import { hubNow } from '../../api/clock.ts'
import { exceptionsQuestion } from '../../api/questions/work.ts'
import { Zones } from '../../parts/moment.tsx'
import { cityOf } from '../../words/moments.ts'
import { momentAt } from '../../words/wall.ts'

/** Which open exceptions of a plant are meant; all where nothing narrows it. */
export interface Which {
  readonly code?: string
  readonly since?: string
  readonly until?: string
}

export const everything: Which = {}

const hour = 3_600_000
const spans = [
  ['', 'At any time'],
  [String(hour), 'In the last hour'],
  [String(8 * hour), 'In the last eight hours'],
  [String(24 * hour), 'In the last day'],
  ['between', 'Between two moments'],
] as const

const without = ({ code }: Which): Which => (code ? { code } : {})

/** Narrows them by cause and by when they stopped. */
export function WhichOnes({ of, plant, onChange }: { of: Which; plant: string; onChange: (which: Which) => void }) {
  const zone = useContext(Zones).zoneOf(plant)
  const [span, setSpan] = useState('')
  const { data } = useQuery(exceptionsQuestion({ state: 'open', plant }))
  const causes = data?.groups.map(({ code, meaning, count }) => ({ value: code, label: `${meaning} (${count})` })) ?? []
  const moment = (name: 'since' | 'until') => (
    <TextInput
      type="datetime-local"
      label={name === 'since' ? 'Stopped from' : 'Stopped before'}
      description={`By the clock of ${cityOf(zone)}`}
      max="9999-12-31T23:59"
      onChange={(event) => {
        const { [name]: _, ...rest } = of
        const at = momentAt(event.currentTarget.value, zone)
        onChange({ ...rest, ...(at ? { [name]: at } : {}) })
      }}
    />
  )
  return (
    <>
      <NativeSelect
        label="Cause"
        data={[{ value: '', label: 'Whatever stopped' }, ...causes]}
        value={of.code ?? ''}
        onChange={(event) => {
          const { code: _, ...rest } = of
          const code = event.currentTarget.value
          onChange({ ...rest, ...(code ? { code } : {}) })
        }}
      />
      <NativeSelect
        label="Stopped"
        data={spans.map(([value, label]) => ({ value, label }))}
        value={span}
        onChange={(event) => {
          const next = event.currentTarget.value
          setSpan(next)
          const since = Number(next) ? new Date(hubNow() - Number(next)).toISOString() : undefined
          onChange({ ...without(of), ...(since ? { since } : {}) })
        }}
      />
      {span === 'between' ? (
        <>
          {moment('since')}
          {moment('until')}
        </>
      ) : null}
    </>
  )
}
