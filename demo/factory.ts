import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Folders, keptPort, keptSecret, type Say, startTethered, writePrivately } from '../src/local/index.ts'
import type { DemoPlant } from './assets.ts'
import { beside, shelves, substitutes } from './odoo-world.ts'

/** One plant's MES in the demo: where it takes orders, under which secret, and in which words it reports. */
export interface DemoMes {
  readonly plant: DemoPlant
  readonly system: string
  /** Reads its own records; without one it speaks CloudEvents. */
  readonly fieldTable?: string
  readonly url: string
  readonly secret: string
}

const folderOf = (folders: Folders, plant: string): string => path.join(folders.data, `mes-${plant.toLowerCase()}`)

/** Chooses where the MES of each plant will listen; kept for next time, so that the hub finds it again. */
export async function demoMes(folders: Folders): Promise<readonly DemoMes[]> {
  const all: DemoMes[] = []
  for (const plant of ['A', 'B', 'C'] as const) {
    const file = folderOf(folders, plant)
    const port = await keptPort(`${file}.port`)
    const secret = keptSecret(`${file}.webhook-secret`, () => `whsec_${randomBytes(32).toString('base64')}`)
    const system = `mes-${plant.toLowerCase()}`
    const words = plant === 'A' ? { fieldTable: 'mes-a' } : {}
    all.push({ plant, system, url: `http://127.0.0.1:${port}/webhooks`, secret, ...words })
  }
  return all
}

/**
 * Starts the simulated MES of each plant as a process of its own: it gets orders by signed webhook and reports with its
 * own key, with the mishaps of a real plant. A day of the plant passes in a few minutes.
 */
export async function startFactory(
  folders: Folders,
  hub: string,
  systems: readonly (DemoMes & { readonly key: string })[],
  say: Say,
): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  for (const { plant, system, fieldTable, url, secret, key } of systems) {
    const base = folderOf(folders, plant)
    writePrivately(`${base}.key`, `${key}\n`)
    writePrivately(`${base}.secrets`, `${secret}\n`)
    writeFileSync(`${base}.shelf`, JSON.stringify(shelves[plant]))
    writeFileSync(`${base}.beside`, JSON.stringify(plant === 'A' ? beside : {}))
    writeFileSync(`${base}.substitutes`, JSON.stringify(plant === 'A' ? substitutes : {}))
    const service = startTethered({
      command: process.execPath,
      args: [
        path.join(folders.clone, 'simulators/mes/main.ts'),
        ...['--plant', plant, '--system', system, '--hub', hub, '--port', new URL(url).port],
        ...['--key-file', `${base}.key`, '--secret-file', `${base}.secrets`, '--journal', `${base}.journal`],
        ...['--shelf', `${base}.shelf`, '--beside', `${base}.beside`, '--substitutes', `${base}.substitutes`],
        ...['--speed', '240', '--seed', `demo-${plant}`, '--keeps-plan'],
        ...(fieldTable ? ['--format', `records:${fieldTable}`] : ['--format', 'events', '--numbered']),
      ],
      env: { PATH: process.env['PATH'] ?? '' },
      folder: folders.clone,
      logFile: `${base}.log`,
      user: undefined,
      goodbye: 'SIGTERM',
    })
    stack.defer(() => service.stop(5000))
    say(`the MES of plant ${plant} works (process ${service.pid})`)
  }
  const running = stack.move()
  return { [Symbol.asyncDispose]: () => running.disposeAsync() }
}
