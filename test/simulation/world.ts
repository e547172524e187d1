import { Refused } from '#kernel/failure'
import { minutes, seconds } from '#kernel/time'
import { anOrder } from '../support/builders.ts'
import { Coverage } from './coverage.ts'
import { SimulatedDatabase } from './database/database.ts'
import { type Size, type Story, storiesOf } from './events.ts'
import { Faults } from './faults.ts'
import { SimulatedHub } from './hubs.ts'
import { type Rules, SimulatedLedger } from './ledger.ts'
import { finalComplaint, isQuiet } from './outcome.ts'
import { people } from './people.ts'
import { Process } from './process.ts'
import { Promptness } from './promptness.ts'
import { Random } from './random.ts'
import { Scheduler } from './scheduler.ts'
import { Senders } from './senders.ts'
import { outageOf, suffer, troubles } from './troubles.ts'
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
 * After the last fault everything must be in order within this: a flow waits for four minutes at most, by clocks that
 * may be an hour and 20 minutes apart.
 */
const PATIENCE = minutes(100)

const SMALL: Size = { stories: 2, events: 5, calm: [seconds(3), seconds(15)] }
const MIDDLE: Size = { stories: 3, events: 8, calm: [seconds(5), seconds(30)] }
const LARGE: Size = { stories: 6, events: 18, calm: [seconds(20), seconds(90)] }
/** Most lives are small: what two faults do to one another shows there as well, and a hundred are lived for one large one. */
const SIZES = [...Array<Size>(9).fill(SMALL), ...Array<Size>(10).fill(MIDDLE), LARGE]

/** How long hubs wait idly: most of a world's time is theirs, so that long ones have patient hubs. */
const BUSY = [1, 5, 10, 20].map(seconds)
const LAZY = [1, 5].map(minutes)

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
  const faults = new Faults(random.fork())
  const ledger = new SimulatedLedger({ scheduler, random: random.fork(), faults, rules, reading })
  const database = new SimulatedDatabase(() => scheduler.now)
  const watch = new Watch(database, ledger, coverage, (what) => scheduler.trace(what))
  const outage = outageOf(random.fork(), faults)
  const size = outage ? MIDDLE : random.pick(SIZES)
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
    idle: outage ? LAZY : BUSY,
    onBug: fails,
  }
  const hubs = Array.from(
    { length: random.pick([1, 2, 2, 3]) },
    (_, nth) => new SimulatedHub(`hub${nth}`, { ...parts, random: random.fork() }),
  )
  const plant = new Process('plant', scheduler, random.fork(), 0)
  const senders = new Senders({ plant, faults, hubs, database, slowness: outage ? 300 : 1 })
  const stories = storiesOf(random.fork(), faults, size)
  senders.start(stories)

  const calmAt = random.between(...size.calm) + (outage?.lasts ?? 0)
  const troubled = { scheduler, random: random.fork(), faults, hubs, ledger, until: calmAt }
  troubles(troubled)
  if (outage) suffer(outage, troubled)
  people({ scheduler, random: random.fork(), faults, database, watch, until: calmAt })
  scheduler.after(calmAt, 'calm', () => {
    faults.isCalm = true
    ledger.isAway = ledger.isMoody = false
    for (const hub of hubs) hub.calm()
  })

  const end = START + calmAt + PATIENCE
  const promptness = new Promptness(database.tables, outage ? LAZY.at(-1)! : BUSY.at(-1)!)
  let looked = 0
  const isOver = () => {
    if (failure !== undefined || scheduler.now > end) return true
    if (!faults.isCalm || ++looked % 16 !== 0) return false
    const areWell = hubs.every(({ process }) => process.isAlive && !process.isFrozen)
    promptness.look(scheduler.now, areWell)
    if (!areWell) return false
    return senders.areDone && ledger.underWay.size === 0 && isQuiet(database.tables)
  }
  try {
    await scheduler.run(isOver)
    for (const what of faults.met()) coverage.reached(what)
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
