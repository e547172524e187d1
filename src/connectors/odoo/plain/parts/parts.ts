import { Refused } from '#kernel/failure'
import type { Duration } from '#kernel/time'
import type { PartValues } from '../../spare-parts/words.ts'
import { carryOut, type Made, resolved } from '../carry-out.ts'
import { currencyOf } from '../currency.ts'
import type { Desk } from '../desk.ts'
import type { Facts } from '../notebook.ts'
import { refusePerpetual } from '../perpetual.ts'
import { refuse } from '../refusal.ts'
import { restlessness } from '../restless.ts'
import { inTurn } from '../turns.ts'
import type { Units } from '../units.ts'
import { decimal } from '../units.ts'
import type { Words } from '../words.ts'
import { consume, giveBack, type PartPlan, release, reserve } from './moves.ts'
import { type KeptNote, orderIn, partNotes } from './notes.ts'
import { type Ground, groundOf, partNamed } from './place.ts'
import { signal, withdraw } from './signals.ts'
import { partStanding, transfers } from './standing.ts'

/**
 * Does by ordinary calls what the procedure `parts` does inside Odoo. As with production, the plan is written down before
 * it is carried out, and whoever finds it begun carries out that plan. What others take between two calls is taken: where
 * stock is short for several, only a procedure keeps what lies ready while another amount is set aside.
 */
export function partsIn(requestLimit: Duration) {
  const restless = restlessness(requestLimit)
  const turns = inTurn<string>()

  return async (
    { desk, words, units, signal: stop }: Circumstances,
    effects: readonly PartValues[],
  ): Promise<object[]> => {
    const answers: object[] = []
    for (const effect of effects) answers.push(await turns(effect.body.part, () => perform(effect)))
    return answers

    async function perform(effect: PartValues): Promise<object> {
      const { key } = effect
      try {
        const product = await partNamed(desk, words, effect.body.part)
        await restless.settled(product.id, stop)
        try {
          const ground = await groundOf(desk, words, await units(), product, effect)
          const { known, result } = await done(ground)
          return known ? { key, outcome: 'known', result: JSON.stringify(result) } : { key, outcome: 'done', result }
        } catch (failure) {
          restless.note(product.id, failure)
          throw failure
        }
      } catch (failure) {
        if (!(failure instanceof Refused)) throw failure
        return { key, outcome: 'refused', refusal: { code: failure.code, sentence: failure.message } }
      }
    }

    async function done(ground: Ground): Promise<{ readonly known: boolean; readonly result: Facts }> {
      const { effect } = ground
      const notes = partNotes(desk, effect.body)
      const [own, signals] = [await notes.own(), await notes.signals()]
      const mine = [...own, ...signals].find(({ key }) => key === effect.key)
      if (mine?.result) return { known: true, result: mine.result }
      const begun = [...own, ...signals].filter((note) => !note.result && note.for === orderIn(effect.body))
      if (begun.length > 0) {
        // Begun by a process that is gone: its last call may have left just before this one began.
        await restless.begunBefore(begun, stop)
        for (const note of begun) await carriedOut(ground, note)
        return done(ground)
      }
      const plan = await planned(ground, own, signals)
      await refusePerpetual(ground.draft)
      const note = await notes.begin({
        ...{ key: effect.key, operation: effect.operation, for: orderIn(effect.body), steps: ground.draft.steps },
        ...{ before: await partStanding(ground, own, signals), posted: plan.posted, documents: plan.documents },
        says: plan.says ?? {},
      })
      restless.begun(note)
      return { known: false, result: await carriedOut(ground, note) }
    }

    async function carriedOut(ground: Ground, note: KeptNote): Promise<Facts> {
      const made: Made = new Map()
      const notes = partNotes(desk, ground.effect.body)
      for (const [nth, step] of note.steps.entries())
        try {
          await carryOut(step, made, { desk, words, chain: async () => ground.draft.chain })
        } catch (failure) {
          if (failure instanceof Refused && nth === 0) await notes.forget(note)
          if (!(failure instanceof Refused) || nth === 0) throw failure
          refuse('HALF_BOOKED', `This stands half done in Odoo, which refused to go on: ${failure.message}`)
        }
      const { id: _id, begun: _begun, ...entry } = note
      const posted = resolved(made, note.posted)
      const told = resolved(made, note.documents)
      const asDone = { ...entry, posted, documents: told }
      const own = withResult(await notes.own(), note, posted)
      const signals = withResult(await notes.signals(), note, posted)
      const result = {
        documents: await labelled(ground, told),
        before: note.before,
        after: {
          ...(await partStanding(ground, own, signals)),
          ...note.says,
          ...(await worthOf(ground, note, posted)),
        },
        posted: { product: ground.product.id },
      }
      await notes.end(note, { ...asDone, result })
      return result
    }
  }
}

interface Circumstances {
  readonly desk: Desk
  readonly words: Words
  readonly units: () => Promise<Units>
  readonly signal: AbortSignal | undefined
}

function planned(ground: Ground, own: readonly KeptNote[], signals: readonly KeptNote[]): Promise<PartPlan> {
  switch (ground.effect.operation) {
    case 'reserve':
      return reserve(ground, own)
    case 'release':
      return release(ground, own)
    case 'consume':
      return consume(ground, own)
    case 'giveBack':
      return giveBack(ground, own)
    case 'signal':
      return signal(ground, signals)
    default:
      return withdraw(ground, signals)
  }
}

/** As the notes are once this one is done. */
const withResult = (all: readonly KeptNote[], { key }: KeptNote, posted: KeptNote['posted']): readonly KeptNote[] =>
  all.map((one) => (one.key === key ? { ...one, posted, result: {} } : one))

/** Odoo gives a transfer and a request their names when they are made. */
async function labelled({ desk }: Ground, told: KeptNote['documents']): Promise<readonly Facts[]> {
  const named: Facts[] = []
  for (const one of told) {
    const [row] =
      one.kind === 'stock.move' ? [] : await desk.read({ ...transfers, model: one.kind }, [['id', '=', one.id]])
    named.push({ ...one, label: row?.name || one.label })
  }
  return named
}

/** At cost price when it was used, as Odoo values the move. */
async function worthOf(ground: Ground, { operation }: KeptNote, posted: KeptNote['posted']): Promise<Facts> {
  if (operation !== 'consume' && operation !== 'giveBack') return {}
  const { desk, words, draft, warehouse } = ground
  const moves = await desk.read(words.moves, [['id', 'in', posted['moves']]], { order: 'id' })
  const valued = await words.valued(desk, { ...draft.chain, moves: [...moves] })
  const value = valued.moves.reduce((sum, move) => sum + move.value, 0)
  return {
    value: decimal(Math.abs(value)),
    currency: (await currencyOf(desk, warehouse.company_id)).name,
    bookedOn: (moves[0]?.date ?? '').replace(' ', 'T'),
  }
}
