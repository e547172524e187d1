import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from '../chance.ts'
import type { Books } from './books/books.ts'
import { Refusal } from './books/refusal.ts'
import { desk } from './desk.ts'
import { fateOf, type Faults } from './faults.ts'
import { errorAnswer, json, type OdooCall, type Outcome } from './wire/json-2.ts'
import { answerTo, OdooError } from './wire/questions.ts'

export interface Service {
  readonly serve: (call: OdooCall) => Promise<Outcome>
  /** What is under way is lost, as when Odoo is killed. */
  readonly drop: () => void
  readonly counts: () => object
}

const busyPage: Outcome = { kind: 'answer', status: 429, type: 'text/html', text: 'Too Many Requests' }
const failPage: Outcome = { kind: 'answer', status: 500, type: 'text/html', text: '<h1>Internal Server Error</h1>' }
const serialization = new OdooError(
  500,
  'psycopg2.errors.SerializationFailure',
  'could not serialize access due to concurrent update',
)

/** Serves calls as the faults of the moment let it: each takes its time, is done whole or not at all, and is answered or not. */
export function service(books: Books, faults: Faults, chance: Chance, now: () => string): Service {
  const { enter, leave, counts } = desk(faults)
  let life = 0
  let calls = 0
  let ghosts = 0
  let lastAnswer: Outcome | undefined

  function perform({ model, method, body }: OdooCall): Outcome {
    books.now = now()
    try {
      return json(answerTo(books, model, method, body))
    } catch (problem) {
      if (problem instanceof OdooError) return errorAnswer(problem)
      if (problem instanceof Refusal)
        return errorAnswer(new OdooError(422, 'odoo.exceptions.UserError', problem.message))
      throw problem
    }
  }

  async function serve(call: OdooCall): Promise<Outcome> {
    calls++
    const born = life
    const fate = fateOf(faults, chance)
    if (fate.kind === 'busy') return busyPage
    if (fate.kind === 'ghost') {
      ghosts++
      const appear = () => {
        ghosts--
        if (born === life) perform(call)
      }
      setTimeout(appear, fate.later).unref()
      return { kind: 'cut' }
    }
    await enter()
    try {
      const { effects } = (call.body['context']?.payload ?? {}) as { readonly effects?: readonly unknown[] }
      const takes = faults.callTakes + faults.effectTakes * (effects?.length ?? 0) + fate.later
      if (takes > 0 && born === life) await pause(takes)
    } finally {
      leave()
    }
    if (born !== life) return { kind: 'cut' }
    if (fate.kind === 'serialization') return errorAnswer(serialization)
    if (fate.kind === 'failed') return failPage
    const answer = perform(call)
    const [other, told] = [lastAnswer ?? answer, { lost: { kind: 'cut' }, 'failed-but-done': failPage } as const]
    lastAnswer = answer
    if (fate.kind === 'other') return other
    return fate.kind === 'well' ? answer : told[fate.kind]
  }

  return { serve, drop: () => void life++, counts: () => ({ calls, ...counts(), ghosts, effects: books.effects.size }) }
}
