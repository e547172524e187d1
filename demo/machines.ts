import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { hours, type Instant, minutes, seconds } from '../src/kernel/time.ts'
import { type Folders, type Say, startMosquitto, startTethered, writePrivately } from '../src/local/index.ts'
import { lookedAfter, machines } from './assets.ts'
import { life } from './maintenance.ts'

/** Where the machines of a plant say how they are, and how the hub hears them. */
export interface DemoBroker {
  readonly plant: 'A'
  readonly settings: object
}

const SITE = 'plant-a'

/** Starts a broker, and the machines of plant A as a process of their own that speaks there. */
export async function startMachines(
  folders: Folders,
  begins: Instant,
  stack: AsyncDisposableStack,
  say: Say,
): Promise<DemoBroker> {
  const broker = stack.use(await startMosquitto(folders, ['millwright', 'machines']))
  const base = path.join(folders.data, 'machines')
  const ofPlant = new Set(machines.flatMap(({ plant, asset }) => (plant === 'A' ? asset.asset : [])))
  const wearing = lookedAfter.assets.filter(({ code }) => ofPlant.has(code))
  writeFileSync(`${base}.json`, JSON.stringify(wearing.map(({ code, wear }) => ({ code, wear }))))
  writePrivately(`${base}.password`, `${broker.passwords.machines}\n`)
  const service = startTethered({
    command: process.execPath,
    args: [
      path.join(folders.clone, 'simulators/machines/main.ts'),
      ...['--broker', broker.url, '--user', 'machines', '--password-file', `${base}.password`],
      ...['--machines', `${base}.json`, '--site', SITE],
      ...['--seed', life.seed, '--speed', String(life.speed), '--begins', begins],
    ],
    env: { PATH: process.env['PATH'] ?? '' },
    folder: folders.clone,
    logFile: `${base}.log`,
    user: undefined,
    goodbye: 'SIGTERM',
  })
  stack.defer(() => service.stop(5000))
  say(`the machines of plant A speak (process ${service.pid}) at a broker (process ${broker.pid})`)
  return { plant: 'A', settings: settingsAt(broker.url, broker.passwords.millwright) }
}

/** What the hub is told of their topics, and the rule by which a machine that stands still is a breakdown. */
const settingsAt = (url: string, password: string): object => ({
  ...{ url, user: 'millwright', password },
  sessionExpiry: hours(24),
  topics: ['state', 'count'].map((signal) => ({
    ...{ topic: `${SITE}/{asset}/${signal}`, signal, is: signal === 'count' ? 'number' : 'text' },
    ...{ value: '/value', time: '/at', sequence: '/n' },
  })),
  meters: [{ signal: 'count', meter: 'pieces', uom: 'H87', every: minutes(5), restarts: 'replacement' }],
  rules: [
    {
      ...{ rule: 'stands', title: 'The machine stands still', when: { signal: 'state', is: ['Stopped', 'Aborted'] } },
      ...{ for: seconds(10), settle: seconds(5) },
    },
  ],
})
