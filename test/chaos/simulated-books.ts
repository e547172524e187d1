import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Faults } from '../../simulators/odoo/faults.ts'

/** A booking as Odoo remembers it. */
export interface Booking {
  readonly key: string
  readonly operation: string
  readonly order: number
  /** Source and id of the event that wanted it. */
  readonly message: string
}

/** A simulated Odoo, a process of its own: what is booked in it outlives whatever happens to its connections. */
export interface SimulatedBooks extends AsyncDisposable {
  readonly access: { readonly url: string; readonly database: string; readonly apiKey: string }
  set(faults: Partial<Faults>): Promise<void>
  booked(): Promise<number>
  /** All bookings, in their order. */
  bookings(): Promise<readonly Booking[]>
  order(record: number): Promise<object>
  muddle(): Promise<readonly string[]>
}

/** Frames of 2 steel, cut at 10, and 1 paint, welded at 20, on so many released orders: 1, 2, 3 … */
const ground = (orders: number) => ({
  items: [
    { code: 'steel', cost: 2, stock: [{ quantity: 1000 * orders }] },
    { code: 'paint', cost: 3, tracking: 'lot', stock: [{ quantity: 1000 * orders, lot: 'LC' }] },
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
      count: orders,
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

export async function simulatedBooks(orders: number, faults: string): Promise<SimulatedBooks> {
  const child = spawn(process.execPath, ['simulators/odoo/main.ts', '--faults', faults], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { control, ...access } = JSON.parse(line.toString()) as SimulatedBooks['access'] & { control: string }
  async function ask<Answer>(path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${control}${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {})
    if (!answer.ok) throw new Error(`the simulated Odoo says ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  await ask('/ground', ground(orders))
  return {
    access,
    set: async (wished) => void (await ask('/faults', wished)),
    booked: async () => (await ask<{ effects: number }>('/state')).effects,
    bookings: () => ask('/truth/effects'),
    order: (record) => ask(`/truth/orders/${record}`),
    muddle: async () => (await ask<{ muddle: readonly string[] }>('/truth')).muddle,
    [Symbol.asyncDispose]: async () => {
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}
