import { z } from 'zod'
import { Failure, Refused, Unavailable } from '#kernel/failure'
import { Stretch } from '#model/capacity'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { areAnswersTo, type Call, type Effect, type PortKeeper, type Receipt } from '#model/ports/port'
import type { Run } from '../caller.ts'
import type { CallOptions, OdooClient } from '../client.ts'
import { failureFrom, understood } from '../failures.ts'
import type { OdooMapping } from '../mapping.ts'
import { deskOf } from '../plain/desk.ts'
import { Outcomes, receiptOf } from './outcomes.ts'
import { type PlanningReader, planningReader } from './reader.ts'
import { planningWords } from './words.ts'

/**
 * Odoo's way of planning capacity. What is asked is asked by ordinary calls, whatever the mode; what is written is
 * written by a procedure, or in plain mode by what stands for it, under the effect's key.
 */
export function planningLedger(run: Run, odoo: OdooClient, mapping: OdooMapping, system: string): PortKeeper {
  const words = planningWords(system, mapping)

  async function answered(values: readonly { readonly key: string }[], call: CallOptions) {
    const { effects } = await run('blocks', { effects: values }, Outcomes, call)
    if (!areAnswersTo(values, effects)) throw failureFrom({ kind: 'half-an-answer' })
    return effects.map((one) => attempt(() => understood(() => receiptOf(one, mapping))))
  }

  return {
    port: PlanningLedger.portName,

    async read(operation, args, call) {
      const reader = planningReader(deskOf(odoo, call), await odoo.version(call), words)
      return Promise.all(args.map((wish) => readOne(reader, operation, wish)))
    },

    async perform(effects: readonly Effect[], call: Call): Promise<readonly (Receipt | Failure)[]> {
      const answers: (Receipt | Failure)[] = []
      for (const effect of effects) {
        const values = attempt(() => words.valuesFor(effect))
        // What was booked stays told when Odoo goes away in between.
        const before = answers.at(-1)
        if (before instanceof Failure && !(before instanceof Refused))
          answers.push(new Unavailable(before.code, `Not sent, because Odoo failed shortly before: ${before.message}`))
        else if (values instanceof Failure) answers.push(values)
        else answers.push(...(await answered([values], { ...call, correlation: effect.correlation }).catch(asAnswer)))
      }
      return answers
    },
  }
}

async function readOne(reader: PlanningReader, operation: string, wish: unknown): Promise<unknown> {
  try {
    switch (operation) {
      case 'workCentres':
        return await reader.workCentres()
      case 'capacity':
        return await reader.capacity(wish as never)
      case 'affectedOperations':
        return await reader.affectedOperations(Stretch.parse(wish))
      default:
        return new Refused('UNKNOWN_OPERATION', `The planning ledger answers no ${operation}`)
    }
  } catch (failure) {
    if (failure instanceof Refused) return failure
    if (failure instanceof z.ZodError) return new Refused('SCHEMA_INVALID', z.prettifyError(failure))
    throw failure
  }
}

const asAnswer = (failure: unknown): readonly Failure[] => {
  if (failure instanceof Failure) return [failure]
  throw failure
}

function attempt<T>(make: () => T): T | Failure {
  try {
    return make()
  } catch (failure) {
    if (failure instanceof Failure) return failure
    throw failure
  }
}
