import { z } from 'zod'
import { Failure, Refused, Unavailable } from '#kernel/failure'
import { areAnswersTo, type Call, type Effect, type PortKeeper, type Receipt } from '#model/ports/port'
import { Figure } from '#model/account'
import { ProductionLedger } from '#model/ports/production-ledger'
import { bookedByOthers } from './booked.ts'
import { lotStandings } from './lot-standings.ts'
import type { Run } from './caller.ts'
import type { CallOptions } from './client.ts'
import { failureFrom, understood } from './failures.ts'
import { AccountAnswers, accountsFrom } from './account-mapping.ts'
import { CostAnswer, type EffectValues, type OdooMapping, OrderAnswer, Refusal } from './mapping.ts'
import { type Memory, recalled } from './memory.ts'
import { Booked, receiptFrom } from './receipt.ts'

const Outcome = z.discriminatedUnion('outcome', [
  z.strictObject({ key: z.string(), outcome: z.literal('done'), result: Booked }),
  z.strictObject({ key: z.string(), outcome: z.literal('known'), result: z.string() }),
  z.strictObject({ key: z.string(), outcome: z.literal('refused'), refusal: Refusal }),
])
type Outcome = z.infer<typeof Outcome>

const Answers = z.strictObject({ effects: z.array(Outcome) })
const Costs = z.strictObject({ orders: z.array(CostAnswer) })
const Orders = z.strictObject({ orders: z.array(OrderAnswer) })

/**
 * Odoo's way of keeping the books of production, every key remembered in Odoo itself. Effects go together in one call
 * where one call is one transaction; else one by one, so that what was booked before something went wrong stays told.
 */
export function productionLedger(
  run: Run,
  mapping: OdooMapping,
  memory: Memory,
  { together = true }: { readonly together?: boolean } = {},
): PortKeeper {
  /** What was booked is told by its receipt; one that cannot be understood leaves only its own effect in doubt. */
  function answerFrom(outcome: Outcome): Receipt | Failure {
    switch (outcome.outcome) {
      case 'done':
        return attempt(() => understood(() => receiptFrom(mapping, false, outcome.result)))
      case 'known':
        return attempt(() => understood(() => receiptFrom(mapping, true, Booked.parse(JSON.parse(outcome.result)))))
      case 'refused':
        return new Refused(outcome.refusal.code, outcome.refusal.sentence)
    }
  }

  async function performed(
    values: readonly EffectValues[],
    call: CallOptions,
  ): Promise<readonly (Receipt | Failure)[]> {
    try {
      const { effects } = await run('effects', { effects: values }, Answers, call)
      if (!areAnswersTo(values, effects)) throw failureFrom({ kind: 'half-an-answer' })
      return effects.map(answerFrom)
    } catch (failure) {
      // Rolled back as a whole because of one of them; alone, each gets its own answer.
      if (!(failure instanceof Refused)) throw failure
      return values.length === 1 ? [failure] : oneByOne(values, call)
    }
  }

  /** What was booked stays booked when Odoo goes away in between; the rest was not sent and keeps its place. */
  async function oneByOne(values: readonly EffectValues[], call: CallOptions): Promise<readonly (Receipt | Failure)[]> {
    const answers: (Receipt | Failure)[] = []
    for (const value of values) {
      try {
        answers.push(...(await performed([value], call)))
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure
        const notSent = new Unavailable(
          failure.code,
          `Not sent, because Odoo failed shortly before: ${failure.message}`,
        )
        return [...answers, failure, ...values.slice(answers.length + 1).map(() => notSent)]
      }
    }
    return answers
  }

  async function accounts(args: readonly unknown[], call: CallOptions): Promise<readonly unknown[]> {
    const wishes = args.map((wish) => attempt(() => mapping.figureFor(Figure.parse(wish))))
    const figures = wishes.filter((wish) => !(wish instanceof Failure))
    if (figures.length === 0) return wishes
    const told = await run('read-accounts', { figures }, AccountAnswers, call)
    const answers = [...accountsFrom(told, mapping)]
    return wishes.map((wish) => (wish instanceof Failure ? wish : answers.shift()))
  }

  return {
    port: ProductionLedger.portName,

    async read(operation, args, call) {
      if (operation === 'account') return accounts(args, call)
      if (operation === 'lot') return lotStandings(run, mapping, args, call)
      if (operation === 'booked') return Promise.all(args.map((wish) => bookedByOthers(run, mapping, wish, call)))
      if (operation === 'remembered' || operation === 'rememberedIn')
        return recalled(memory, mapping, operation, args, call)
      if (operation !== 'order' && operation !== 'cost')
        throw new Refused('UNKNOWN_OPERATION', `The production ledger answers no ${operation}`)
      const records = args.map((id) => attempt(() => mapping.recordOf(String(id))))
      const asked = [...new Set(records.filter((record) => typeof record === 'number'))]
      if (asked.length === 0) return records as Failure[]
      if (operation === 'cost') {
        const { orders } = await run('read-costs', { orders: asked }, Costs, call)
        const costs = new Map(orders.map((one) => [one.order, mapping.costFrom(one)]))
        return records.map((record) => (typeof record === 'number' ? (costs.get(record) ?? untold(record)) : record))
      }
      const { orders } = await run('read-orders', { orders: asked }, Orders, call)
      const told = new Map(orders.map((one) => [one.order, mapping.answerFrom(one)]))
      return records.map((record) => (typeof record === 'number' ? (told.get(record) ?? untold(record)) : record))
    },

    async perform(effects: readonly Effect[], call: Call) {
      const values = effects.map((effect) => attempt(() => mapping.valuesFor(effect)))
      const sendable = values.filter((value): value is EffectValues => !(value instanceof Failure))
      const options = effects[0] ? { ...call, correlation: effects[0].correlation } : call
      const send = together ? performed : oneByOne
      const answers = sendable.length > 0 ? [...(await send(sendable, options))] : []
      return values.map((value) => (value instanceof Failure ? value : answers.shift()!))
    },
  }
}

/** An answer that leaves out what was asked is somebody else's. */
function untold(record: number): never {
  throw failureFrom({ kind: 'half-an-answer', cause: new Error(`nothing was told of ${record}`) })
}

function attempt<T>(make: () => T): T | Failure {
  try {
    return make()
  } catch (failure) {
    if (failure instanceof Failure) return failure
    throw failure
  }
}
