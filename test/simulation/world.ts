import { Refused } from '#kernel/failure'
import { minutes, seconds } from '#kernel/time'
import { anOrder } from '../support/builders.ts'
import { Coverage } from './coverage.ts'
import { SimulatedDatabase } from './database/database.ts'
import { type Story, storiesOf } from './events.ts'
import { Faults } from './faults.ts'
import { SimulatedHub } from './hubs.ts'
import { type Rules, SimulatedLedger } from './ledger.ts'
import { finalComplaint, isQuiet } from './outcome.ts'
import { people } from './people.ts'
import { Process } from './process.ts'
import { Random } from './random.ts'
import { Scheduler } from './scheduler.ts'
import { Senders } from './senders.ts'
import { Watch } from './watch.ts'

export interface Result {
  readonly seed: number
  readonly fingerprint: string
  readonly steps: number
  readonly virtualSeconds: number
  readonly coverage: Coverage
  readonly failure?: string
}

const START = Date.UTC(2026, 10, 22, 6)
/**
 * After the last fault everything must be in order within this: a flow waits for eight minutes at most, by clocks that
 * may be 20 minutes apart.
 */
const PATIENCE = minutes(30)

const order = anOrder()
const rules: Rules = ({ body }, ledger) => {
  const { fate } = body as { readonly fate?: string }
  if (fate === 'refused') return new Refused('NEVER', 'Never.')
  return fate === 'moody' && ledger.isMoody ? new Refused('NOT_NOW', 'Not now.') : undefined
}
const reading = (operation: string, argument: unknown): unknown =>
  operation === 'order' ? { ...order, id: argument } : { thing: argument }

/** One world from one seed: the same seed is the same world to the last step. */
export async function simulate(seed: number): Promise<Result> {
  const random = new Random(seed)
  const coverage = new Coverage()
  const scheduler = new Scheduler(random.fork(), START)
  const faults = new Faults(random.fork(), (fault) => coverage.reached(`fault ${fault}`))
  const ledger = new SimulatedLedger({ scheduler, random: random.fork(), faults, rules, reading })
  const database = new SimulatedDatabase(() => scheduler.now)
  const watch = new Watch(database, ledger, coverage)
  let failure: string | undefined
  const fails = (error: unknown) =>
    (failure ??= error instanceof Error ? (error.stack ?? error.message) : String(error))
  const onRejection = (error: unknown) => void fails(error)
  process.on('unhandledRejection', onRejection)

  const parts = {
    scheduler,
    faults,
    ledger,
    database: watch.watched(),
    reached: (what: string) => coverage.reached(what),
    onBug: fails,
  }
  const hubs = Array.from(
    { length: random.between(1, 3) },
    (_, nth) => new SimulatedHub(`hub${nth}`, { ...parts, random: random.fork() }),
  )
  const plant = new Process('plant', scheduler, random.fork(), 0)
  const senders = new Senders({ plant, faults, hubs, database })
  const stories = storiesOf(random.fork(), faults)
  senders.start(stories)

  const calmAt = seconds(random.between(20, 90))
  troubles(scheduler, random.fork(), faults, hubs, ledger, calmAt)
  people({ scheduler, random: random.fork(), faults, database, watch, until: calmAt })
  scheduler.after(calmAt, 'calm', () => {
    faults.isCalm = true
    ledger.isAway = ledger.isMoody = false
  })

  const end = START + calmAt + PATIENCE
  let looked = 0
  const isOver = () => {
    if (failure !== undefined || scheduler.now > end) return true
    if (!faults.isCalm || ++looked % 16 !== 0) return false
    if (hubs.some(({ process }) => process.isFrozen)) return false
    return senders.areDone && ledger.underWay.size === 0 && isQuiet(database.tables)
  }
  try {
    await scheduler.run(isOver)
    failure ??= finalComplaint({ tables: database.tables, ledger, senders, stories: stories as readonly Story[] })
  } catch (error) {
    fails(error)
  } finally {
    process.off('unhandledRejection', onRejection)
  }
  return {
    seed,
    fingerprint: scheduler.fingerprint,
    steps: scheduler.steps,
    virtualSeconds: Math.round((scheduler.now - START) / 1000),
    coverage,
    ...(failure === undefined ? {} : { failure }),
  }
}

/** What happens to whole machines, at moments that chance chooses. */
function troubles(
  scheduler: Scheduler,
  random: Random,
  faults: Faults,
  hubs: readonly SimulatedHub[],
  ledger: SimulatedLedger,
  until: number,
): void {
  const sometimes = (name: string, times: number, happen: () => void) => {
    for (let i = random.between(0, times); i > 0; i--) scheduler.after(random.between(0, until), name, happen)
  }
  sometimes('a crash', 5, () => {
    if (faults.strikes('crash', 1)) random.pick(hubs).crash()
  })
  sometimes('a freeze', 5, () => {
    const hub = random.pick(hubs)
    if (hub.process.isAlive && faults.strikes('freeze', 1)) hub.freeze()
  })
  sometimes('ledger away', 3, () => {
    if (!faults.strikes('ledger-away', 1)) return
    ledger.isAway = true
    scheduler.after(seconds(random.between(1, 20)), 'ledger back', () => (ledger.isAway = false))
  })
  sometimes('ledger moody', 6, () => {
    if (!faults.strikes('ledger-moody', 1)) return
    ledger.isMoody = true
    scheduler.after(seconds(random.between(1, 20)), 'ledger friendly', () => (ledger.isMoody = false))
  })
}
