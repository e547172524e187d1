import type { FlowSetting } from '#governance/rules/document'
import type { FlowHealth } from '../contract.ts'
import type { FlowCard } from '../parts.ts'
import { planned } from './reader.ts'
import type { Scope } from './today.ts'

const countFlows = planned('count-flows')
const countUnfinished = planned('count-unfinished')
const measureFlows = planned('measure-flows')

/** What each flow took in and brought out in a day, and how fast; the numbers are those of the lists behind them. */
export async function flowsToday(
  scope: Scope,
  flows: readonly FlowCard[],
  settings: readonly FlowSetting[],
): Promise<FlowHealth[]> {
  const { reader, plants, dayAgo, firstId } = scope
  const { database, home } = reader
  const types = flows.flatMap(({ on }) => on)
  const [taken, unfinished, measured] = await Promise.all([
    database.all<{ type: string; taken: number }>(countFlows, [home, plants, types, firstId]),
    database.all<UnfinishedRow>(countUnfinished, [home, plants, types, firstId]),
    database.all<{ flow: string; took: [number, number, number] }>(measureFlows, [home, plants, dayAgo]),
  ])
  return flows.map((flow) => {
    const of = <Row extends { type: string }>(rows: readonly Row[]) => rows.filter(({ type }) => flow.on.includes(type))
    const sum = (numbers: readonly number[]) => numbers.reduce((so, number) => so + number, 0)
    const received = sum(of(taken).map((row) => row.taken))
    const [p50 = null, p95 = null, p99 = null] = measured.find((row) => row.flow === flow.name)?.took ?? []
    const oldest = of(unfinished).flatMap((row) => row.oldest ?? [])
    return {
      flow: flow.name,
      purpose: flow.purpose,
      owner: flow.owner,
      in: received,
      out: Math.max(0, received - sum(of(unfinished).map((row) => row.recent))),
      waiting: sum(of(unfinished).map((row) => row.waiting)),
      failed: sum(of(unfinished).map((row) => row.failed)),
      p50,
      p95,
      p99,
      ...settingsOf(flow, plants, settings),
      oldest: oldest.sort()[0] ?? null,
    }
  })
}

interface UnfinishedRow {
  type: string
  waiting: number
  failed: number
  recent: number
  oldest: string | null
}

/** How a flow is set in the plants that are looked at; a target of one plant shows only where that plant is looked at alone. */
function settingsOf(
  { name, target }: FlowCard,
  plants: readonly string[] | null,
  settings: readonly FlowSetting[],
): Pick<FlowHealth, 'target' | 'held'> {
  const here = settings.filter(({ flow, plant }) => flow === name && (plants === null || plants.includes(plant)))
  const { p95, p99 } = (plants?.length === 1 ? here[0]?.target : undefined) ?? target
  return {
    target: { p95: p95 / 1000, p99: p99 / 1000 },
    held: here.flatMap(({ plant, mode }) => (mode === 'live' ? [] : [{ plant, mode }])),
  }
}
