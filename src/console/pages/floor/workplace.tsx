import { useEffect, useState } from 'react'
import type { FloorView } from '#api'
import { hubNow } from '../../api/clock.ts'
import { Zones } from '../../parts/moment.tsx'
import { Tab } from '../../parts/sheet.tsx'
import { BadgeAsked } from './badge.tsx'
import look from './floor.module.css'
import { client } from '../../api/client.ts'
import { enrol } from './hub.ts'
import { JobView } from './job.tsx'
import { Jobs } from './jobs.tsx'
import { Latest } from './latest.tsx'
import type { PressView } from './outbox/entry.ts'
import { randomId, type Reporter } from './report/event.ts'
import { type Job, type Press, undo } from './report/presses.ts'
import { meaningOf } from './scan/meaning.ts'
import { useAwake } from './signals.ts'
import { Top } from './top.tsx'
import { useBadge } from './use-badge.ts'
import { useOutbox } from './use-outbox.ts'
import { Takers, useInput, useScanner } from './use-scanner.ts'
import { LastVerdict } from './verdict.tsx'
import { jobsOf } from './words.ts'

/** Everything at one work centre: what is due, the one that is worked on, and what became of what was reported. */
export function Workplace({ floor, isStale }: { floor: FloorView; isStale: boolean }) {
  const takers = useScanner()
  const { device } = floor
  return (
    <Takers value={takers}>
      <Zones value={{ zoneOf: () => device.timeZone, mixed: false }}>
        <Tab name={device.workCentres.join(', ')} />
        <Floor floor={floor} isStale={isStale} />
      </Zones>
    </Takers>
  )
}

function Floor({ floor: { device, orders }, isStale }: { floor: FloorView; isStale: boolean }) {
  const { outbox, view, trouble } = useOutbox()
  const { badge, keep, use } = useBadge()
  const [chosen, choose] = useState<{ readonly order: string; readonly operation: string }>()
  const [asksBadge, askBadge] = useState(false)
  const [unknown, setUnknown] = useState<string>()
  useAwake()
  // A verdict changes what is to be done, and being shut out ends it: both are seen at once, not with the next look.
  const settled = view.entries.filter(({ stand }) => stand === 'booked' || stand === 'noted').length
  useEffect(() => void client.invalidateQueries({ queryKey: ['floor'] }), [settled, view.reach])

  const jobs = jobsOf(orders)
  const job = jobs.find(
    ({ order, operation }) => order.order === chosen?.order && operation.operation === chosen.operation,
  )
  const by: Reporter = { source: device.source, badge, newId: randomId, now: hubNow }
  const report = async (press: Press, takesBack?: string): Promise<void> => {
    use()
    setUnknown(undefined)
    await outbox.add(randomId(), press, takesBack)
  }
  const open = ({ order, operation }: Job) => choose({ order: order.order, operation: operation.operation })

  // The page itself hears last: what no open form has taken.
  useInput((input) => {
    if (input.kind === 'key') return false
    const meaning = meaningOf(input.text, { orders, order: job?.order, wanted: asksBadge ? 'badge' : undefined })
    setUnknown(undefined)
    if (meaning.kind === 'badge') {
      keep(meaning.badge)
      askBadge(false)
    } else if (meaning.kind === 'order') {
      const its = jobs.filter(({ order }) => order === meaning.order)
      const found = its.find(({ operation }) => operation.operation === meaning.operation) ?? its[0]
      if (found) open(found)
    } else if (meaning.kind === 'key') void enrol(meaning.key).then(() => location.reload())
    else setUnknown(input.text)
    return true
  })

  const takeBack = ({ press, title, entries }: PressView) =>
    void report(undo({ title, events: entries.map(({ event }) => event) }, by), press)

  return (
    <div className={look.floor}>
      <Top device={device} view={view} badge={badge} isStale={isStale} onBadge={() => askBadge(true)} />
      <main className={look.work} tabIndex={-1}>
        {asksBadge ? (
          <BadgeAsked badge={badge} onKeep={keep} onDone={() => askBadge(false)} />
        ) : job ? (
          <JobView
            key={`${job.order.order} ${job.operation.operation}`}
            job={job}
            by={by}
            report={report}
            onBack={() => choose(undefined)}
          />
        ) : (
          <Jobs jobs={jobs} onChoose={open} />
        )}
      </main>
      <aside className={look.aside} aria-label="What became of it">
        <LastVerdict view={view} unknown={unknown} trouble={trouble} />
        <Latest entries={view.entries} onUndo={takeBack} />
      </aside>
    </div>
  )
}
