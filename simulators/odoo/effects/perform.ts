import type { Books } from '../books/books.ts'
import { followState } from '../books/orders.ts'
import type { Result } from '../books/records.ts'
import { Refusal, refuse } from '../books/refusal.ts'
import { bookWhatFollows } from './backflush.ts'
import { noteYield, receiveByproduct, reverseByproduct, withdrawYield } from './byproducts.ts'
import { recordDowntime, reportTime, reverseTime, startOperation, voidStart } from './clock.ts'
import { closeOrder } from './close.ts'
import { cancelOrder, noteHold, planOrder } from './life.ts'
import { changeLots } from './lots.ts'
import { issueMaterial, returnMaterial } from './material.ts'
import { receiveOutput, reverseOutput } from './output.ts'
import { cancelRework, completeRework, openRework } from './rework.ts'
import { recordScrap, reverseScrap } from './scrap.ts'
import type { Perform, Wish } from './wish.ts'
import { completeOperation, reverseCompletion } from './work.ts'

const OPERATIONS: { readonly [operation: string]: Perform | undefined } = {
  issueMaterial,
  returnMaterial,
  completeOperation,
  reverseCompletion,
  receiveOutput,
  reverseOutput,
  recordScrap,
  reverseScrap,
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
  planOrder,
  noteHold,
  cancelOrder,
  closeOrder,
}

type Told = Omit<Result, 'posted'>

export type Answer =
  | { readonly key: string; readonly outcome: 'done'; readonly result: Told }
  | { readonly key: string; readonly outcome: 'known'; readonly result: string }
  | { readonly key: string; readonly outcome: 'refused'; readonly refusal: { code: string; sentence: string } }

export const told = ({ documents, before, after }: Result): Told => ({ documents, before, after })

/** Each effect happens once: its key is remembered with it, for ever. One that is refused never spoils its neighbours. */
export const performAll = (books: Books, wishes: readonly Wish[]): readonly Answer[] =>
  wishes.map((wish): Answer => {
    const { key } = wish
    const known = books.effects.get(key)
    if (known) return { key, outcome: 'known', result: JSON.stringify(told(known.result)) }
    const result = books.try(() => performed(books, wish))
    return result instanceof Refusal
      ? { key, outcome: 'refused', refusal: { code: result.code, sentence: result.message } }
      : { key, outcome: 'done', result: told(result) }
  })

function performed(books: Books, wish: Wish): Result {
  const { key, operation, message, occurred, body } = wish
  const order = books.order(body.order)
  const perform = OPERATIONS[operation] ?? refuse('UNKNOWN_OPERATION', `Odoo has no procedure for ${operation}`)
  const result = perform(books, order, wish)
  bookWhatFollows(books, order, wish, result)
  followState(books, order)
  result.after['states'] = [order.state]
  books.remember({ key, operation, message, occurred, order, original: body.original, at: books.now, result })
  return result
}
