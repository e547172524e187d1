import { openOrders } from './chain.ts'
import type { Draft } from './draft.ts'
import type { Plan } from './plan.ts'
import { originalOf } from './reversals.ts'
import { messageOn } from './true-up.ts'

/** Odoo has no yield of a batch: the order carries it as a note. */
export async function noteYield(draft: Draft): Promise<Plan> {
  const { body, effect } = draft
  const batch = `${body['batch']}${body['step'] ? ` ${body['step']}` : ''}`
  const amounts = `in ${body['input'].value}, out ${body['output'].value}, lost ${body['loss'].value}`
  return note(draft, `Batch ${batch}: ${amounts} (${effect.message})`)
}

export async function withdrawYield(draft: Draft): Promise<Plan> {
  originalOf(draft, 'noteYield')
  return note(draft, `The yield of a batch was taken back (${draft.effect.message})`)
}

function note(draft: Draft, words: string): Plan {
  const order = openOrders(draft.chain).at(-1)!
  draft.make('mail.message', 'note', messageOn(order.id, words))
  return { tells: { of: 'order' }, posted: { order: order.id }, documents: { order: order.id } }
}
