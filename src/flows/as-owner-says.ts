import type { Outcome } from '#engine'
import { ShopFloor } from '#model/ports/shop-floor'
import type { ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { planDiffers, planOf, tellCancelled } from './floor.ts'
import { cancelledWithProduction, postedFor } from './posted.ts'
import type { OrderCase } from './report.ts'
import { openedFrom } from './standing.ts'

type Keeps = Parameters<typeof tellCancelled>[2]

/** The case follows its owner, and the shop floor is told what matters to it. */
export function asOwnerSays(told: ProductionOrder, file: OrderCase, keeps: Keeps): Outcome<OrderFile> {
  if (!file && !workedOn.has(told.state))
    return { verdict: 'accepted', sentence: `${told.label} is ${told.state}; nothing was reported on it.` }
  const before = file?.data ?? { ...openedFrom(told), origin: 'live' as const }
  const data: OrderFile = { ...before, order: told }
  const state = stateAfter(file?.state ?? 'released', told)
  const stays = { verdict: 'accepted', file: { state, data } } as const

  if (told.state === 'cancelled' && file?.state !== 'cancelled') return cancelled(told, data, keeps)
  const hasBegun = file !== undefined && file.state !== 'released'
  if (!planDiffers(before.order, told, hasBegun) || !data.floor)
    return { ...stays, sentence: `Nothing of ${told.label} changed that the shop floor works by.` }
  const floor = { ...data.floor, release: data.floor.release + 1 }
  return {
    ...stays,
    sentence: `The plan of ${told.label} changed; the shop floor is told.`,
    file: { state, data: { ...data, floor } },
    intents: [ShopFloor.change({ order: told.id, release: floor.release, ...planOf(told) })],
  }
}

/** States in which work may be reported. */
const workedOn: ReadonlySet<string> = new Set(['released', 'started', 'completed'])

/** The owner's word on the end of an order counts; its progress is told by the reports. */
const stateAfter = (state: string, told: ProductionOrder): string =>
  told.state === 'closed' ? 'closed' : told.state === 'cancelled' ? 'cancelled' : state

/** Odoo lets a person cancel what was worked on; somebody has to say what becomes of that. */
function cancelled(told: ProductionOrder, data: OrderFile, keeps: Keeps): Outcome<OrderFile> {
  const outcome = tellCancelled(told, data, keeps)
  const posted = postedFor(data)
  if (posted.length === 0) return outcome
  const trouble = cancelledWithProduction(told.label, posted)
  return { ...outcome, verdict: 'flagged', code: trouble.code, sentence: trouble.sentence, trouble }
}
