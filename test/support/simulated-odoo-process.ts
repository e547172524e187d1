import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Ground } from '../../simulators/odoo/books/lay-out.ts'
import type { Faults } from '../../simulators/odoo/faults.ts'

/** A simulated Odoo, a process of its own: what is booked in it outlives whatever happens to its connections. */
export interface SimulatedOdooProcess extends AsyncDisposable {
  readonly access: { readonly url: string; readonly database: string; readonly apiKey: string }
  readonly pid: number
  /** Asks its control port; with a body it is told something. */
  readonly ask: <Answer>(path: string, body?: object) => Promise<Answer>
  set(faults: Partial<Faults>): Promise<void>
  /** How many effects are booked in it. */
  booked(): Promise<number>
  /** How many calls may still book something, those among them that nobody waits for any more. */
  underWay(): Promise<number>
}

export async function startSimulatedOdoo(faults: string): Promise<SimulatedOdooProcess> {
  const child = spawn(process.execPath, ['simulators/odoo/main.ts', '--faults', faults], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = () => child.kill()
  process.once('exit', kill)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { control, ...access } = JSON.parse(line.toString()) as SimulatedOdooProcess['access'] & { control: string }

  async function ask<Answer>(path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${control}${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {})
    if (!answer.ok) throw new Error(`the simulated Odoo says ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  return {
    access,
    pid: child.pid!,
    ask,
    set: async (wished) => void (await ask('/faults', wished)),
    booked: async () => (await ask<{ effects: number }>('/state')).effects,
    underWay: async () => {
      const { inWork, waiting, ghosts } = await ask<Record<'inWork' | 'waiting' | 'ghosts', number>>('/state')
      return inWork + waiting + ghosts
    },
    [Symbol.asyncDispose]: async () => {
      process.off('exit', kill)
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

type FramesGround = { readonly [part in 'items' | 'centres' | 'orders']: NonNullable<Ground[part]> }

/** Orders of a hundred frames, each of 2 steel, cut at 10, and 1 paint, welded at 20; and what they need. */
export const framesGround = (count: number, stock: number, lot: string): FramesGround => ({
  items: [
    { code: 'steel', cost: 2, stock: [{ quantity: stock }] },
    { code: 'paint', cost: 3, tracking: 'lot', stock: [{ quantity: stock, lot }] },
    { code: 'frame', tracking: 'lot' },
  ],
  centres: [
    { code: 'saw', rate: 60 },
    { code: 'LABOUR', rate: 30 },
  ],
  orders: [
    {
      item: 'frame',
      quantity: 100,
      count,
      components: [
        { item: 'steel', each: 2, operation: 10 },
        { item: 'paint', each: 1, operation: 20 },
      ],
      operations: [
        { number: 10, name: 'Cut', centre: 'saw', minutes: 1 },
        { number: 20, name: 'Weld', centre: 'saw', minutes: 2 },
      ],
    },
  ],
})
