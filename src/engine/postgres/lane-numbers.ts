import type pg from 'pg'
import type { Urgency } from '#model/ports/port'
import { columns, urgencyNumber } from './columns.ts'
import { statement } from './statements.ts'

const numberLanes = statement('number-lanes')

interface LaneKey {
  readonly plant: string
  readonly stream: string
  readonly key: string
}

export const laneName = ({ plant, stream, key }: LaneKey): string => `${plant} ${stream} ${key}`

/** The numbers of the messages' lanes by their names; a lane that was never heard of is made. */
export type LaneNumbers = (
  messages: readonly (LaneKey & { readonly urgency: Urgency })[],
) => Promise<ReadonlyMap<string, number>>

/** Asks the database each time. */
export const laneNumbers =
  (session: Pick<pg.Pool, 'query'>, home: string): LaneNumbers =>
  async (messages) => {
    const wanted = new Map(messages.map((message) => [laneName(message), message]))
    const found = new Map<string, number>()
    while (found.size < wanted.size) {
      const missing = [...wanted].filter(([name]) => !found.has(name)).map(([, message]) => message)
      const { rows } = await session.query<LaneKey & { lane_id: number }>({
        ...numberLanes,
        values: [
          home,
          ...columns(
            missing,
            (lane) => lane.plant,
            (lane) => lane.stream,
            (lane) => lane.key,
            (lane) => urgencyNumber[lane.urgency],
          ),
        ],
      })
      for (const row of rows) found.set(laneName(row), row.lane_id)
    }
    return found
  }

/** So many lanes are worked on at a time at most by far; then it begins anew. */
const MOST = 100_000

/** Remembers what was asked before: a lane keeps its number and is never deleted. */
export function rememberedLaneNumbers(ask: LaneNumbers): { readonly numbers: LaneNumbers; forget(): void } {
  const known = new Map<string, number>()
  return {
    async numbers(messages) {
      const unknown = messages.filter((message) => !known.has(laneName(message)))
      if (unknown.length > 0) {
        if (known.size > MOST) known.clear()
        for (const [name, number] of await ask(unknown)) known.set(name, number)
      }
      return known
    },
    forget: () => known.clear(),
  }
}
