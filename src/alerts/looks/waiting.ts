import type { Instant } from '#kernel/time'
import type { Cause } from '../cause.ts'
import { counted, momentText, spanText } from '../words.ts'
import { looking, patience, patienceOf, type Scene, zoneOf } from './scene.ts'

const lookAtApprovals = looking('look-at-approvals')
const lookAtLanes = looking('look-at-lanes')
const lookAtWork = looking('look-at-work')

interface Row {
  readonly plant: string
  readonly count: number
  readonly since: Instant
}

/** Questions nobody answers, orders held up by what stopped before, work nobody takes. */
export async function waitingCauses(scene: Scene): Promise<readonly Cause[]> {
  const { sql, home, now, rules } = scene
  const rows = <More>(statement: typeof lookAtWork, alarm: 'approval' | 'lane') =>
    sql.all<Row & More>(statement, [home, ...patience(scene, alarm), now])
  const approvals = await rows<{ role: Cause['owner'] }>(lookAtApprovals, 'approval')
  const lanes = await rows(lookAtLanes, 'lane')
  const work = await rows(lookAtWork, 'lane')
  const since = ({ plant, since: at }: Row) => momentText(at, zoneOf(scene, plant))
  const limit = ({ plant }: Row, alarm: 'approval' | 'lane') => spanText(patienceOf(rules, plant, alarm))
  return [
    ...approvals.map((row): Cause => ({
      plant: row.plant,
      cause: 'approval-late',
      about: row.role,
      severity: 'warning',
      owner: row.role,
      count: row.count,
      sentence: `${counted(row.count, 'question')} to the ${row.role} not answered for more than ${limit(row, 'approval')}, the oldest since ${since(row)}.`,
      now: 'Answer it under Approvals: yes or no, with a reason.',
      link: '/approvals',
    })),
    ...lanes.map((row): Cause => ({
      plant: row.plant,
      cause: 'lane-stopped',
      about: 'orders',
      severity: 'critical',
      owner: 'supervisor',
      count: row.count,
      sentence: `${counted(row.count, 'order')} held up for more than ${limit(row, 'lane')} by a report that stopped, the first since ${since(row)}.`,
      now: 'Settle the exceptions of those orders; what waits behind them then goes on by itself.',
      link: '/exceptions',
    })),
    ...work.map((row): Cause => ({
      plant: row.plant,
      cause: 'work-late',
      about: 'hub',
      severity: 'critical',
      owner: 'integration',
      count: row.count,
      sentence: `The hub has not come to the reports of ${counted(row.count, 'order')} for more than ${limit(row, 'lane')}, since ${since(row)}.`,
      now: 'See that its processes run and have time: "millwright doctor".',
      link: '/messages?progress=received',
    })),
  ]
}
