import { Refused } from '#kernel/failure'
import { z } from 'zod'
import { type Chain, orderOf } from './chain.ts'
import type { Desk } from './desk.ts'
import { follow, linkGenealogy } from './follow.ts'
import type { Values } from './sheet.ts'
import type { Step } from './steps.ts'
import { trueUp } from './true-up.ts'
import type { Id } from './types.ts'
import { decimal } from './units.ts'
import { assignWaiting } from './waiting.ts'
import type { Words } from './words.ts'

export interface Ground {
  readonly desk: Desk
  readonly words: Words
  /** The chain as it is booked now. */
  readonly chain: () => Promise<Chain>
}

/** Records by the name they were made under. */
export type Made = Map<string, number>

export const idIn = (made: Made, id: Id): number => (typeof id === 'number' ? id : made.get(id.slice(1))!)

/** Whatever names a record that was to be made names it by its id. */
export function resolved<T>(made: Made, value: T): T {
  if (typeof value === 'string' && value.startsWith('@')) return (made.get(value.slice(1)) ?? value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => resolved(made, one)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolved(made, member)])) as T
}

async function expect(desk: Desk, words: Words, minutes: { readonly [step: string]: number }): Promise<void> {
  const steps = await desk.read(words.steps, [['id', 'in', Object.keys(minutes).map(Number)]])
  for (const { id, expected } of steps) {
    const wanted = minutes[id]!
    if (Math.abs(expected - wanted) > 1e-6)
      await desk.set('mrp.workorder', [id as number], { duration_expected: wanted })
  }
}

/** Odoo's own way of changing a quantity, which scales the plan. */
async function order(desk: Desk, words: Words, id: number, quantity: number): Promise<void> {
  const now = async () => (await desk.read(words.orders, [['id', '=', id]]))[0]?.quantity
  if ((await now()) === quantity) return
  const made = await desk.act('change.production.qty', 'create', { vals_list: [{ mo_id: id, product_qty: quantity }] })
  await desk.act('change.production.qty', 'change_prod_qty', { ids: z.array(z.int()).parse(made) })
  const after = await now()
  if (after === undefined || Math.abs(after - quantity) > 1e-9)
    throw new Refused('READBACK_DIFFERS', `Odoo has ordered ${decimal(after ?? 0)} instead of ${decimal(quantity)}`)
}

const State = z.array(z.looseObject({ state: z.string() }))

export async function carryOut(step: Step, made: Made, { desk, words, chain }: Ground): Promise<void> {
  const id = (of: Id): number => idIn(made, of)
  switch (step.do) {
    case 'make':
      made.set(step.name, await desk.make(step.model, step.name, resolved<Values>(made, step.values), step.context))
      return
    case 'set':
      return desk.set(step.model, step.ids.map(id), resolved(made, step.values), step.context)
    case 'drop':
      return desk.drop(step.model, step.ids)
    case 'act': {
      const ids = [id(step.id)]
      const now = async () =>
        State.parse(await desk.act(step.model, 'read', { ids, fields: ['state'] }))[0]?.state ?? ''
      if (step.until.includes(await now())) return
      await desk.act(step.model, step.method, { ids })
      const after = await now()
      if (step.until.length > 0 && !step.until.includes(after))
        throw new Refused('READBACK_DIFFERS', `${step.model} ${ids[0]} is ${after} after ${step.method}`)
      return
    }
    case 'ask':
      await desk.act(step.model, step.method, { ids: [id(step.id)] })
      return
    case 'good':
      return words.setGood(desk, step.step, step.quantity)
    case 'ordered':
      return order(desk, words, step.order, step.quantity)
    case 'expect':
      return expect(desk, words, step.minutes)
    case 'check': {
      const lines = await desk.read(words.lines, [['move_id', '=', id(step.move)]])
      // A movement of the hub is in the unit of stock.
      const booked = lines.reduce((total, { done }) => total + done, 0)
      if (Math.abs(booked - step.quantity) > 1e-9 * Math.max(1, step.quantity))
        throw new Refused('READBACK_DIFFERS', `Odoo booked ${decimal(booked)} instead of ${decimal(step.quantity)}`)
      return
    }
    case 'check minutes': {
      const booked = (await desk.read(words.times, [['id', '=', id(step.time)]]))[0]?.minutes ?? 0
      if (Math.abs(booked - step.minutes) > 0.02)
        throw new Refused(
          'READBACK_DIFFERS',
          `Odoo booked ${decimal(booked)} minutes instead of ${decimal(step.minutes)}`,
        )
      return
    }
    case 'follow': {
      const now = await chain()
      return follow(desk, words, now, orderOf(now, step.order), step.byproduct)
    }
    case 'genealogy': {
      const now = await chain()
      return linkGenealogy(desk, now, orderOf(now, step.order))
    }
    case 'assign':
      return assignWaiting(desk, words, step.product, step.order)
    case 'link': {
      const used = await desk.ids('stock.move.line', [['move_id', 'in', step.used.map(id)]])
      const lines = await desk.ids('stock.move.line', [['move_id', 'in', step.made.map(id)]])
      return desk.set('stock.move.line', lines, { consume_line_ids: [[6, 0, used]] })
    }
    case 'true up':
      return trueUp(desk, words, await words.valued(desk, await chain()), step)
    default:
      return step satisfies never
  }
}
