import type { FlowHealth } from '../contract.ts'
import type { FlowCard } from '../parts.ts'
import { planned } from './reader.ts'
import type { Scope } from './today.ts'

const countFlows = planned('count-flows')
const countUnfinished = planned('count-unfinished')
const measureFlows = planned('measure-flows')

/** What each flow took in and brought out in a day, and how fast; the numbers are those of the lists behind them. */
export async function flowsToday(scope: Scope, flows: readonly FlowCard[]): Promise<FlowHealth[]> {
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
      target: { p95: flow.target.p95 / 1000, p99: flow.target.p99 / 1000 },
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
