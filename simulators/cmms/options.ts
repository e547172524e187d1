import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { seconds } from '../../src/kernel/time.ts'
import { systemClock } from '../../src/kernel/world.ts'
import { type CmmsSettings, startCmms } from './cmms.ts'
import type { Dialect } from './dialect.ts'
import { faultsFrom } from './faults.ts'
import { memoryIn } from './memory.ts'
import { Upkeep, upkeep } from './upkeep.ts'

const usage = (name: string) => `Stands in for a CMMS that speaks as ${name} does.

  node simulators/${name}/main.ts --port 8090 --seed 7

  --port N       where it listens (0: any)
  --seed N       what chance is made of (1)
  --calls-lan    its webhooks may go to this machine, which the real one refuses
  --faults LIST  what goes wrong from the start: noRetry, thinPayload, lateCommit=MS, staleRead=MS, dropWebhooks,
                 dupDelivery, reorder, pageDrift, 429=0.1, 500AfterCommit=0.1, sessionExpiry=N, clockSkew=MS, schemaDrift
  --journal F    what it remembers: started again with it, it has the books that it had
  --upkeep F     JSON of what is looked after: people write breakdowns down, repair them, and plan ahead (upkeep.ts)
  --speed X      seconds of the plant in one of ours, for what is looked after (1)
  --begins T     when the lives of the machines begin (now)

GET /__journal shows what people see in it, POST /__drive has them do something, GET and POST /__faults are its switches.
`

interface Played {
  readonly settings: CmmsSettings
  readonly people?: { readonly plan: Upkeep; readonly seed: string; readonly speed: number; readonly begins: number }
}

function settingsFrom(args: readonly string[]): Played {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      'calls-lan': { type: 'boolean', default: false },
      faults: { type: 'string', default: '' },
      journal: { type: 'string' },
      upkeep: { type: 'string' },
      speed: { type: 'string', default: '1' },
      begins: { type: 'string' },
    },
  })
  const { seed, journal } = values
  const settings = {
    port: Number(values.port),
    seed,
    callsLan: values['calls-lan'],
    faults: faultsFrom(values.faults),
    ...(journal === undefined ? {} : { memory: memoryIn(journal) }),
  }
  if (values.upkeep === undefined) return { settings }
  const [speed, begins] = [Number(values.speed), values.begins === undefined ? Date.now() : Date.parse(values.begins)]
  if (!(speed > 0)) throw new Error(`--speed ${values.speed} is no speed`)
  if (Number.isNaN(begins)) throw new Error(`--begins ${values.begins} is no moment`)
  const plan = Upkeep.parse(JSON.parse(readFileSync(values.upkeep, 'utf8')))
  return { settings, people: { plan, seed, speed, begins } }
}

/** At most so long until the next look at what is due. */
const LOOK = seconds(1)

/** Says in one line of JSON where it listens, then works until it is asked to end. */
export async function play(dialect: Dialect, args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return console.log(usage(dialect.name))
  try {
    const end = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort())
    const { settings, people } = settingsFrom(args)
    await using cmms = await startCmms(dialect, settings)
    console.log(JSON.stringify({ url: cmms.url }))
    if (!people) return void (await once(end.signal, 'abort'))
    const work = upkeep({ ...people, cmms })
    while (!end.signal.aborted) {
      work.workUntil(Date.now())
      await systemClock.sleep(Math.max(10, Math.min(LOOK, work.next() - Date.now())), end.signal)
    }
  } catch (error) {
    console.error(`The simulated CMMS cannot start: ${(error as Error).message}. See --help.`)
    process.exitCode = 2
  }
}
