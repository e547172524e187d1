import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { Stretch } from '#model/capacity'
import type { OpenWorkWish } from '#model/open-work'
import { PlanningLedger } from '#model/ports/planning-ledger'
import type { PortKeeper, Receipt } from '#model/ports/port'
import type { Run } from '../caller.ts'
import type { OdooClient } from '../client.ts'
import type { OdooMapping } from '../mapping.ts'
import { oneByOne } from '../one-by-one.ts'
import { performedBy } from '../performed.ts'
import { deskOf } from '../plain/desk.ts'
import { materialIn } from './material.ts'
import { openWorkIn } from './open-work.ts'
import { Blocked, Changed } from './outcomes.ts'
import { type PlanningReader, planningReader } from './reader.ts'
import { type BlockValues, type PlanValues, planningWords } from './words.ts'

/**
 * Odoo's way of planning capacity. What is asked is asked by ordinary calls, whatever the mode; what is written is
 * written by a procedure, or in plain mode by what stands for it, under the effect's key.
 */
export function planningLedger(run: Run, odoo: OdooClient, mapping: OdooMapping, system: string): PortKeeper {
  const words = planningWords(system, mapping)

  const blocked = performedBy(run, 'blocks', Blocked, spanOf, mapping)
  const changed = performedBy(run, 'plan-changes', Changed, (places) => places, mapping)

  function spanOf({ from, to }: Blocked['before']): Receipt['before'] {
    return from && to ? { from: mapping.instantFrom(from), to: mapping.instantFrom(to) } : {}
  }

  return {
    port: PlanningLedger.portName,

    async read(operation, args, call) {
      const version = await odoo.version(call)
      const desk = deskOf(odoo, call)
      const reader = planningReader(desk, version, words)
      if (operation === 'openWork')
        return Promise.all(args.map((wish) => openWorkIn(run, desk, version, words, wish as OpenWorkWish, call)))
      if (operation === 'material')
        return Promise.all(args.map((plant) => materialIn(run, version, words, plant as string, call)))
      return Promise.all(args.map((wish) => readOne(reader, operation, wish)))
    },

    perform: (effects, call) =>
      oneByOne(
        effects,
        call,
        (effect) => (effect.operation === 'changePlan' ? words.planFor(effect) : words.valuesFor(effect)),
        (values: BlockValues | PlanValues, told) => ('moves' in values.body ? changed : blocked)(values, told),
      ),
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
