import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Faults } from '../../simulators/odoo/faults.ts'

const PATIENCE = 1_800_000

/** A simulated Odoo, a process of its own, so that it shares no loop with whoever measures. */
export interface SimulatedOdooProcess extends AsyncDisposable {
  readonly access: { readonly url: string; readonly database: string; readonly apiKey: string }
  readonly items: { readonly steel: string; readonly paint: string }
  /** So many more released orders of frames, by the hub's id. */
  orders(count: number): Promise<readonly string[]>
  set(faults: Partial<Faults>): Promise<void>
  /** How many effects are booked in it. */
  effects(): Promise<number>
  untilEffects(count: number): Promise<void>
}

export async function simulatedOdooProcess(faults: string): Promise<SimulatedOdooProcess> {
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const child = spawn(process.execPath, ['simulators/odoo/main.ts', '--faults', faults], { stdio: [...stdio] })
  process.once('exit', () => child.kill())
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  const { control, ...access } = JSON.parse(line.toString()) as SimulatedOdooProcess['access'] & { control: string }

  async function ask<Answer>(path: string, body?: object): Promise<Answer> {
    const wish = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const answer = await fetch(`${control}${path}`, wish)
    if (!answer.ok) throw new Error(`the simulated Odoo says ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  await ask('/ground', {
    items: [
      { code: 'steel', cost: 2, stock: [{ quantity: 100_000_000 }] },
      { code: 'paint', cost: 3, tracking: 'lot', stock: [{ quantity: 100_000_000, lot: 'LB' }] },
      { code: 'frame', tracking: 'lot' },
    ],
    centres: [{ code: 'saw', rate: 60 }],
  })
  const effects = async (): Promise<number> => (await ask<{ effects: number }>('/state')).effects

  return {
    access,
    items: { steel: 'steel', paint: 'paint' },
    orders: async (count) => {
      const frame = {
        ...{ item: 'frame', quantity: 100, count },
        components: [
          { item: 'steel', each: 2, operation: 10 },
          { item: 'paint', each: 1, operation: 20 },
        ],
        operations: [
          { number: 10, name: 'Cut', centre: 'saw', minutes: 1 },
          { number: 20, name: 'Weld', centre: 'saw', minutes: 2 },
        ],
      }
      const { orders } = await ask<{ orders: number[] }>('/ground', { orders: [frame] })
      return orders.map((order) => `odoo.${order}`)
    },
    set: async (wished) => void (await ask('/faults', wished)),
    effects,
    async untilEffects(count) {
      for (const until = performance.now() + PATIENCE; (await effects()) < count; await pause(20))
        if (performance.now() > until) throw new Error('what waits is not booked after half an hour')
    },
    [Symbol.asyncDispose]: async () => {
      child.kill()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
