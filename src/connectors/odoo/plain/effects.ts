import { Refused } from '#kernel/failure'
import type { Duration } from '#kernel/time'
import { carryOut, type Ground, type Made, resolved } from './carry-out.ts'
import { type Chain, readChains } from './chain.ts'
import { costFacts } from './cost.ts'
import { currencyOf } from './currency.ts'
import type { Desk } from './desk.ts'
import { documentsOf } from './documents.ts'
import { Draft } from './draft.ts'
import { type Entry, type Facts, notebookOf, type Kept, type Wanted } from './notebook.ts'
import { planFor } from './planners.ts'
import { restlessness } from './restless.ts'
import { standing } from './standings.ts'
import type { Step } from './steps.ts'
import { inTurn } from './turns.ts'
import type { Words } from './words.ts'
import { unknownOrder } from './caller.ts'

interface Circumstances {
  readonly desk: Desk
  readonly words: Words
  readonly chains: (records: readonly number[], withEntries: boolean) => ReturnType<typeof readChains>
  readonly signal: AbortSignal | undefined
}

/**
 * Effects, one after another: each is planned on what is booked, written down, carried out step by step, and written
 * down as done. Whoever comes back to one that was begun carries out the plan that was written down, never another one.
 */
export function effectsIn(requestLimit: Duration) {
  const restless = restlessness(requestLimit)
  const turns = inTurn<number>()

  return async ({ desk, words, chains, signal }: Circumstances, wanted: readonly Wanted[]): Promise<object[]> => {
    const answers: object[] = []
    for (const effect of wanted) answers.push(await turns(effect.body.order, () => perform(effect)))
    return answers

    async function perform(effect: Wanted): Promise<object> {
      const { order } = effect.body
      const answer = { key: effect.key }
      await restless.settled(order, signal)
      const chain = (await chains([order], true)).get(order)
      if (!chain) return { ...answer, outcome: 'refused', refusal: unknownOrder(order) }
      const mine = chain.entries.find(({ key }) => key === effect.key)
      if (mine?.result) return { ...answer, outcome: 'known', result: JSON.stringify(mine.result) }
      try {
        const booked = await finished(chain, effect.key)
        const known = booked?.entries.find(({ key, result }) => key === effect.key && result)
        if (known) return { ...answer, outcome: 'done', result: known.result }
        return { ...answer, outcome: 'done', result: await book(booked ?? chain, effect) }
      } catch (failure) {
        if (failure instanceof Refused)
          return { ...answer, outcome: 'refused', refusal: { code: failure.code, sentence: failure.message } }
        throw failure
      }
    }

    async function now(record: number): Promise<Chain> {
      const chain = (await chains([record], true)).get(record)
      if (!chain) throw new Refused('UNKNOWN_ORDER', unknownOrder(record).sentence)
      return chain
    }

    /** What was begun on the chain before comes first: it stands half booked, and what follows counts on the whole. */
    async function finished(chain: Chain, key: string): Promise<Chain | undefined> {
      const begun = chain.entries.filter(({ result }) => result === undefined)
      if (begun.length === 0) return undefined
      await restless.begunBefore(begun, signal)
      for (const entry of begun) {
        try {
          await goneNever(desk, entry)
          await carriedOut(entry, chain.orders[0]!.id)
        } catch (failure) {
          if (!(failure instanceof Refused) || entry.key === key) throw failure
          throw new Refused(
            'HALF_BOOKED',
            `An earlier booking of ${chain.orders[0]!.name} is half done in Odoo: ${failure.message}`,
          )
        }
      }
      return now(chain.orders[0]!.id)
    }

    async function book(chain: Chain, effect: Wanted): Promise<Facts> {
      const { result: _begun, ...entry } = await planned(chain, effect)
      const kept = await watched(effect.body.order, () => notebookOf(desk).begin(entry))
      restless.begun(kept)
      return carriedOut(kept, effect.body.order)
    }

    async function planned(chain: Chain, effect: Wanted): Promise<Entry> {
      const done = { ...chain, entries: chain.entries.filter(({ result }) => result !== undefined) }
      const draft = new Draft(desk, words, done, effect)
      const plan = await planFor(draft)
      return {
        key: effect.key,
        operation: effect.operation,
        order: effect.body.order,
        original: effect.body['original'],
        message: effect.message,
        correlation: effect.correlation,
        occurred: effect.occurred,
        actor: effect.actor ?? undefined,
        tells: plan.tells,
        // What it names may be new to the order.
        before: await standing(desk, { ...done, products: draft.chain.products }, plan.tells),
        steps: draft.steps,
        posted: plan.posted,
        ...(draft.planned.length > 0 ? { planned: draft.planned } : {}),
        documents: plan.documents as unknown as Facts,
        ...(plan.says ? { says: plan.says } : {}),
      }
    }

    async function carriedOut(kept: Kept, record: number): Promise<Facts> {
      const made: Made = new Map()
      const ground: Ground = { desk, words, chain: () => now(record) }
      for (const step of kept.steps) {
        try {
          await watched(record, () => carryOut(step, made, ground))
        } catch (failure) {
          if (!(failure instanceof Refused)) throw failure
          if (hasBooked(kept.steps, step))
            throw new Refused(
              'HALF_BOOKED',
              `This stands half done in Odoo, which refused to go on: ${failure.message}`,
            )
          // Nothing of it is in Odoo yet: it may be planned anew when it is asked for again.
          await notebookOf(desk).forget(kept)
          throw failure
        }
      }
      const {
        id: _id,
        begun: _begun,
        ...entry
      } = {
        ...kept,
        posted: resolved(made, kept.posted),
        ...(kept.planned ? { planned: resolved(made, kept.planned) } : {}),
        documents: resolved(made, kept.documents),
      }
      const chain = await ground.chain()
      const tells = resolved(made, kept.tells)
      const after = await standing(desk, chain, tells)
      const result: Facts = {
        documents: await documentsOf(desk, words, chain, entry.documents as never),
        before: kept.before,
        after: { ...after, ...kept.says, ...(await costOf(chain, entry.posted['costs'] as number[] | undefined)) },
        posted: entry.posted,
      }
      await watched(record, () => notebookOf(desk).end(kept, { ...entry, result }))
      return result
    }

    async function costOf(chain: Chain, closed: readonly number[] | undefined): Promise<Facts> {
      const orders = chain.orders.filter(({ id, state }) => closed?.includes(id) && state === 'done')
      if (orders.length === 0) return {}
      const valued = await words.valued(desk, chain)
      return { cost: costFacts(valued, orders, await currencyOf(desk, orders[0]!.company)) }
    }

    /** Notes when a call went unanswered: what it may still do is waited for before anybody looks at the order again. */
    async function watched<T>(order: number, call: () => Promise<T>): Promise<T> {
      try {
        return await call()
      } catch (failure) {
        restless.note(order, failure)
        throw failure
      }
    }
  }
}

/** Lots and the like are nobody's harm: they are found again. */
const hasBooked = (steps: readonly Step[], failed: Step): boolean =>
  steps.slice(0, steps.indexOf(failed)).some((step) => step.do !== 'make' || !step.name.startsWith('lot_'))

/** Where something later was made and something earlier is missing, somebody took it away: that is a person's to judge. */
async function goneNever(desk: Desk, entry: Kept): Promise<void> {
  // A note may be empty: asking for one that is not there would make it, without a word.
  const makes = entry.steps.filter((step) => step.do === 'make').filter(({ model }) => model !== 'mail.message')
  let later = false
  for (const { model, name } of makes.toReversed()) {
    const there = (await desk.made(model, name)) !== undefined
    if (later && !there)
      throw new Refused(
        'RECORD_GONE',
        `What was booked of ${entry.operation} as ${model} is gone from Odoo; it is not made again`,
      )
    later ||= there
  }
}
