import type { z } from 'zod'
import { Refused, Unavailable } from '#kernel/failure'
import type { Run } from '../caller.ts'
import type { CallOptions, OdooClient } from '../client.ts'
import type { LotWish } from '../lot-standings.ts'
import type { OdooSettings } from '../settings.ts'
import type { Question } from '../planning/together.ts'
import type { BlockValues, PlanValues } from '../planning/words.ts'
import type { PartValues } from '../spare-parts/words.ts'
import { blocksIn } from './blocks.ts'
import { effectsIn } from './effects.ts'
import { readChains } from './chain.ts'
import { costSoFar } from './cost.ts'
import { currencyOf } from './currency.ts'
import { type Desk, deskOf } from './desk.ts'
import { orderFacts } from './facts.ts'
import { inspect } from './inspect.ts'
import { lotStandings } from './lot-standings.ts'
import type { Wanted } from './notebook.ts'
import { partsIn } from './parts/parts.ts'
import { planChangesIn } from './plan-changes.ts'
import { answersTogether } from './together.ts'
import { released, type Wanted as ReleasedWish } from './released.ts'
import { unitsReader } from './read-units.ts'
import { wordsOf } from './words-of.ts'

/** Does by ordinary calls what the procedures do inside Odoo, and answers as they do. */
export function plainCaller(odoo: OdooClient, settings: OdooSettings): Run {
  const units = unitsReader()
  const effects = effectsIn(settings.requestLimit)
  const blocks = blocksIn(settings.requestLimit)
  const planChanges = planChangesIn(settings.requestLimit)
  const parts = partsIn(settings.requestLimit)

  async function answer(name: Parameters<Run>[0], payload: object, options: CallOptions): Promise<object> {
    const words = wordsOf(await odoo.version(options))
    const desk = deskOf(odoo, options)
    const chains = (records: readonly number[], withEntries = false) =>
      readChains(desk, words, () => units(desk, words), records, withEntries)
    const given = payload as { orders?: number[]; effects?: Wanted[]; lots?: LotWish[] }
    switch (name) {
      case 'read-orders':
        return { orders: await told(desk, given.orders!, chains, 'facts', orderFacts) }
      case 'read-costs':
        return {
          orders: await told(desk, given.orders!, chains, 'cost', async (_desk, chain) =>
            costSoFar(await words.valued(desk, chain), await currencyOf(desk, chain.orders[0]!.company)),
          ),
        }
      case 'read-lots':
        return { lots: await lotStandings({ desk, words, chains }, given.lots!) }
      case 'released-orders': {
        const { first, ...more } = await released(desk, words, {
          ...(payload as Omit<ReleasedWish, 'overlap'>),
          overlap: settings.overlap,
        })
        return { orders: await told(desk, first, chains, 'facts', orderFacts), ...more }
      }
      case 'effects':
        return { effects: await effects({ desk, words, chains, signal: options.signal }, given.effects!) }
      case 'blocks':
        return { effects: await blocks(desk, given.effects as unknown as BlockValues[], options.signal) }
      case 'parts':
        return {
          effects: await parts(
            { desk, words, units: () => units(desk, words), signal: options.signal },
            given.effects as unknown as PartValues[],
          ),
        }
      case 'maintenance':
        // One record for each order holds only where the key is remembered in the transaction that writes it.
        throw new Unavailable('NEEDS_PROCEDURES', 'Maintenance orders are copied only where procedures are')
      case 'read-maintenance':
        // By their own rights users see the requests they follow only.
        throw new Unavailable('NEEDS_PROCEDURES', 'Maintenance is read only where procedures are')
      case 'plan-changes': {
        const wanted = given.effects as unknown as PlanValues[]
        return { effects: await planChanges(desk, await odoo.version(options), wanted, options.signal) }
      }
      case 'read-together':
        return { answers: await answersTogether(desk, (payload as { questions: Question[] }).questions) }
      case 'inspect':
        return inspect(desk, `${words.version}`)
      case 'changes':
        // Only a procedure sees which transaction wrote a row; plain mode looks in a way of its own (`watch/`).
        throw new Unavailable('NEEDS_PROCEDURES', 'Changes by transaction are told only where procedures are')
      case 'read-accounts':
        // What an effect left is kept by the procedure that booked it.
        throw new Unavailable('NEEDS_PROCEDURES', 'Values are explained only where procedures are')
      case 'downtimes':
        // What others enter meanwhile is counted once only where a work centre can be locked.
        throw new Unavailable('NEEDS_PROCEDURES', 'Standstills of assets are counted only where procedures are')
      case 'read-booked':
        throw new Unavailable('NEEDS_PROCEDURES', 'What people booked is compared only where procedures are')
      default:
        return name satisfies never
    }
  }

  return async <Infos>(
    name: Parameters<Run>[0],
    payload: object,
    infos: z.ZodType<Infos>,
    options: CallOptions,
  ): Promise<Infos> => infos.parse(await answer(name, payload, options))
}

type Chains = (records: readonly number[]) => ReturnType<typeof readChains>

/** Each order is answered by itself: one that is unknown never spoils its neighbours. */
async function told(
  desk: Desk,
  records: readonly number[],
  chains: Chains,
  as: 'facts' | 'cost',
  tell: (desk: Desk, chain: Awaited<ReturnType<Chains>> extends Map<number, infer C> ? C : never) => Promise<object>,
): Promise<object[]> {
  const found = await chains(records)
  const answers: object[] = []
  for (const order of records) {
    const chain = found.get(order)
    if (chain) {
      try {
        answers.push({ order, [as]: await tell(desk, chain) })
      } catch (failure) {
        if (!(failure instanceof Refused)) throw failure
        answers.push({ order, refusal: { code: failure.code, sentence: failure.message } })
      }
    } else answers.push({ order, refusal: unknownOrder(order) })
  }
  return answers
}

export const unknownOrder = (order: number) => ({
  code: 'UNKNOWN_ORDER',
  sentence: `Odoo has no manufacturing order with id ${order}`,
})
