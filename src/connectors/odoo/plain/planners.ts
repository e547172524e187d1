import { withBackflush } from './backflush.ts'
import { receiveByproduct, reverseByproduct } from './byproducts.ts'
import { recordDowntime, reportTime, reverseTime, startOperation, voidStart } from './clock.ts'
import { closeOrder } from './close.ts'
import type { Draft } from './draft.ts'
import { changeLots } from './lots.ts'
import { issueMaterial, returnMaterial } from './material.ts'
import { noteYield, withdrawYield } from './notes.ts'
import { cancelOrder, noteHold, planOrder } from './order-life.ts'
import { receiveOutput, reverseOutput } from './output.ts'
import { refusePerpetual } from './perpetual.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusal.ts'
import { cancelRework, completeRework, openRework } from './rework.ts'
import { recordScrap, reverseScrap } from './scrap.ts'
import { completeOperation, reverseCompletion } from './work.ts'

const planners: { readonly [operation: string]: (draft: Draft) => Promise<Plan> } = {
  issueMaterial,
  returnMaterial,
  completeOperation,
  reverseCompletion,
  receiveOutput,
  reverseOutput,
  receiveByproduct,
  reverseByproduct,
  noteYield,
  withdrawYield,
  changeLots,
  openRework,
  completeRework,
  cancelRework,
  startOperation,
  voidStart,
  recordDowntime,
  reportTime,
  reverseTime,
  recordScrap,
  reverseScrap,
  closeOrder,
  planOrder,
  noteHold,
  cancelOrder,
}

/** What an effect is going to do, decided on what is booked; a refusal here has changed nothing. */
export async function planFor(draft: Draft): Promise<Plan> {
  const plan = planners[draft.effect.operation]
  if (!plan) return refuse('UNKNOWN_OPERATION', `Odoo does not know ${draft.effect.operation}`)
  const whole = await withBackflush(draft, await plan(draft))
  await refusePerpetual(draft)
  return whole
}
