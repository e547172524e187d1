import { NativeSelect } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useContext } from 'react'
import type { MessageFilter } from '../../api/questions/work.ts'
import { usePlantName } from '../../app/session.tsx'
import { Chip } from '../../parts/chip.tsx'
import { useNow, Zones } from '../../parts/moment.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { eventTypes } from '../../words/event-types.ts'
import { momentText } from '../../words/moments.ts'
import { plain } from '../../words/names.ts'
import look from './filters.module.css'

const route = getRouteApi('/inside/messages')

const progresses = [
  { value: '', label: 'In any state' },
  { value: 'received,waiting,asking,sending', label: 'Under way' },
  { value: 'stopped', label: 'Needs somebody' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'asking', label: 'Asking for a name' },
  { value: 'sending', label: 'On its way' },
  { value: 'closed', label: 'Done' },
]

const types = [
  { value: '', label: 'Every kind' },
  ...Object.entries(eventTypes).map(([value, label]) => ({ value, label })),
]

/** What is looked for stays in the address, so that it can be sent to somebody. */
export function Filters() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const set = useCallback(
    (part: MessageFilter) => void navigate({ search: (before) => without({ ...before, ...part }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((q: string) => set({ q }), [set])
  return (
    <div className={look.filters}>
      <SearchBox
        value={search.q ?? ''}
        onSearch={onSearch}
        label="Search messages"
        hint="Event, order, lot, serial or correlation id"
      />
      <NativeSelect
        aria-label="Kind of event"
        size="md"
        data={types}
        value={search.type ?? ''}
        onChange={(event) => set({ type: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label="State"
        size="md"
        data={known(search.progress)}
        value={search.progress ?? ''}
        onChange={(event) => set({ progress: event.currentTarget.value })}
      />
      <InForce search={search} set={set} />
    </div>
  )
}

function InForce({ search, set }: { search: MessageFilter; set: (part: MessageFilter) => void }) {
  const plantName = usePlantName()
  const { zoneOf } = useContext(Zones)
  const now = useNow()
  const at = (moment: string) => momentText(moment, zoneOf(search.plant), now)
  return (
    <>
      {search.plant ? <Chip onOff={() => set({ plant: '' })}>{plantName(search.plant)}</Chip> : null}
      {search.flow ? <Chip onOff={() => set({ flow: '' })}>{plain(search.flow)}</Chip> : null}
      {search.code ? <Chip onOff={() => set({ code: '' })}>{search.code}</Chip> : null}
      {search.repeated ? <Chip onOff={() => set({ repeated: undefined })}>Delivered more than once</Chip> : null}
      {search.since || search.until ? (
        <Chip onOff={() => set({ since: '', until: '' })}>
          Received {search.since ? `from ${at(search.since)}` : ''} {search.until ? `until ${at(search.until)}` : ''}
        </Chip>
      ) : null}
    </>
  )
}

const known = (progress = '') =>
  progresses.some(({ value }) => value === progress)
    ? progresses
    : [...progresses, { value: progress, label: 'Chosen states' }]

const without = (filter: MessageFilter): MessageFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))
