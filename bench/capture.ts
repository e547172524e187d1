import type { ChangeWatch, Question } from '#model/ports/change-watch'
import { odoo as connector } from '../src/connectors/odoo/index.ts'
import { usualPace } from '../src/polling/changes/pace.ts'
import { odooWorld } from '../test/support/odoo-world.ts'
import { manyMoves } from './harness/many-moves.ts'
import { benchOdoo } from './harness/odoo.ts'
import { parentOf, processorTime } from './harness/processor.ts'
import { rowOf } from './harness/row.ts'
import type { Wish } from './harness/wish.ts'

/** Movements in Odoo, and looks that are measured together: the kernel counts in hundredths of a second. */
const MOVES = 1_000_000
const LOOKS = { near: 40, all: 4 }

/** What asking Odoo for changes costs its machine, with a million movements in it. */
export async function capture({ times, tell, say }: Wish): Promise<void> {
  await using real = await benchOdoo(say)
  const world = await odooWorld(real)
  const opened = connector.connect(connector.settings.parse({ ...real.integration, plant: 'A' }))
  try {
    const { order } = await world.bench()
    say(`${MOVES.toLocaleString('en')} movements …`)
    await manyMoves(world, Number(order.split('.')[1]), MOVES)
    const [session] = await world.rows('select pg_backend_pid() as pid')
    const machine = [real.pid, parentOf(session!['pid'] as number)]
    const near: number[] = []
    const all: number[] = []
    for (let time = -1; time < times; time++) {
      const costs = [await costOf('near', opened.changes, machine), await costOf('all', opened.changes, machine)]
      if (time < 0) continue
      near.push(costs[0]! / usualPace.near)
      all.push(costs[1]! / Math.max(usualPace.whole, costs[1]! / usualPace.share))
    }
    const core = near.map(() => 1)
    const told = { unit: 'processors', goal: { atMost: 0.01 } }
    const quick = 'one processor; a look at what is likely to change, every 10 s'
    tell(rowOf({ ...told, name: 'capture.near', against: quick }, near, core))
    const whole = 'one processor; a look at every table as a whole, every minute or 200 times as long as it took'
    tell(rowOf({ ...told, name: 'capture.whole', against: whole }, all, core))
    const both = near.map((cost, nth) => cost + all[nth]!)
    tell(rowOf({ ...told, name: 'capture.together', against: 'one processor; both' }, both, core))
  } finally {
    opened.close()
    await world.close()
  }
}

/** Milliseconds of processor time that one look costs Odoo and its database together. */
async function costOf(about: 'near' | 'all', watch: ChangeWatch, machine: readonly number[]): Promise<number> {
  const position = new Map<string, string>()
  const once = async (): Promise<void> => {
    const asked = watch.books
      .filter(({ hasNear }) => about === 'near' || hasNear)
      .map(({ name, hasNear }): Question => {
        const from = position.get(name)
        return {
          book: name,
          about: hasNear ? about : 'all',
          known: { after: 0, records: [] },
          ...(from ? { from } : {}),
        }
      })
    for (const { book, upto } of (await watch.look(asked, AbortSignal.timeout(60_000))).answers)
      position.set(book, upto)
  }
  await beginAt(watch, position)
  const before = processorTime(machine)
  for (let nth = 0; nth < LOOKS[about]; nth++) await once()
  return (processorTime(machine) - before) / LOOKS[about]
}

/** Where a look stands that has read everything: what follows costs as it does from day to day. */
async function beginAt(watch: ChangeWatch, position: Map<string, string>): Promise<void> {
  const { horizon } = await watch.look([], AbortSignal.timeout(60_000))
  for (const { name } of watch.books) position.set(name, `${horizon.snapshot}:0`)
}
