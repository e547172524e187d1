import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { access } from '../simulators/atlas/atlas.ts'
import type { AssetList, WorkCentreList } from '../src/api/index.ts'
import type { Instant } from '../src/kernel/time.ts'
import { type Folders, keptPort, type Say, startTethered } from '../src/local/index.ts'
import { lookedAfter, machines } from './assets.ts'

/** Where the CMMS of all plants is asked, and under which key. */
export interface DemoCmms {
  readonly url: string
  readonly apiKey: string
}

/** One seed for machines and for those who look after them: by it the welding robot stops in the second minute. */
export const life = { seed: 'demo-6042', speed: 10 } as const

/**
 * Starts the simulated CMMS as a process of its own. Its people write down what breaks and plan what has to be looked
 * after; a day of a machine passes in less than three hours.
 */
export async function startCmms(
  folders: Folders,
  begins: Instant,
  stack: AsyncDisposableStack,
  say: Say,
): Promise<DemoCmms> {
  const base = path.join(folders.data, 'cmms')
  const port = await keptPort(`${base}.port`)
  writeFileSync(`${base}.upkeep`, JSON.stringify(lookedAfter))
  const service = startTethered({
    command: process.execPath,
    args: [
      path.join(folders.clone, 'simulators/atlas/main.ts'),
      ...['--port', String(port), '--journal', `${base}.journal`, '--upkeep', `${base}.upkeep`],
      ...['--seed', life.seed, '--speed', String(life.speed), '--begins', begins],
    ],
    env: { PATH: process.env['PATH'] ?? '' },
    folder: folders.clone,
    logFile: `${base}.log`,
    user: undefined,
    goodbye: 'SIGTERM',
  })
  stack.defer(() => service.stop(5000))
  say(`the CMMS of all plants works (process ${service.pid})`)
  return { url: `http://127.0.0.1:${port}`, apiKey: access.apiKey }
}

/** A hub as somebody who is signed in may ask it. */
interface Desk {
  ask<Answer>(path: string): Promise<Answer>
  tell<Answer>(path: string, body: unknown): Promise<Answer>
}

/** Tells the hub what stands in the plants, and which work centre of Odoo each place is; what is there already stays. */
export async function tellAssets(desk: Desk): Promise<void> {
  const known = new Set((await desk.ask<AssetList>('/assets')).assets.map(({ asset }) => asset))
  for (const [plant, all] of Map.groupBy(machines, (one) => one.plant)) {
    const assets = all.flatMap(({ asset }) => (known.has(asset.asset) ? [] : asset))
    if (assets.length > 0) await desk.tell('/assets', { plant, assets, reason: 'List of the plant' })
  }
  const { equipment } = await desk.ask<AssetList>('/assets')
  const { workCentres } = await desk.ask<WorkCentreList>('/work-centres')
  for (const { plant, asset, workCentre } of machines) {
    const place = equipment.find((one) => one.plant === plant && one.equipment === asset.equipment)
    const centre = workCentres.find((one) => one.plant === plant && one.code === workCentre)
    if (!place || place.workCentre || !centre) continue
    const wish = { plant, equipment: place.equipment, workCentre: centre.id, reason: 'Plan of the plant' }
    await desk.tell('/equipment', wish)
  }
}
