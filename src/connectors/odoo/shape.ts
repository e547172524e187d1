import { z } from 'zod'
import { Failure } from '#kernel/failure'
import type { CallOptions, OdooClient } from './client.ts'
import { plainUses } from './plain/uses.ts'
import { profileOf } from './profile.ts'
import type { OdooSettings } from './settings.ts'
import type { FieldShape, OdooShape } from './upgrade.ts'

const Told = z.record(
  z.string(),
  z.looseObject({
    type: z.string(),
    relation: z.string().optional(),
    required: z.boolean().optional(),
    readonly: z.boolean().optional(),
    selection: z.array(z.tuple([z.string(), z.unknown()])).optional(),
  }),
)
const attributes = ['type', 'relation', 'required', 'readonly', 'selection']

/** Reads what an Odoo has of the models and fields that the hub uses in a mode; asks nothing that changes anything. */
export const shapeOf =
  (odoo: OdooClient, mode: OdooSettings['mode']) =>
  async (options: CallOptions = {}): Promise<OdooShape> => {
    const version = await odoo.version(options)
    const profile = profileOf(version)
    const uses = mode === 'plain' ? plainUses(profile.version) : profile.uses
    const models: Record<string, Record<string, FieldShape>> = {}
    for (const model of Object.keys(uses)) {
      try {
        const told = await odoo.call(model, 'fields_get', { allfields: null, attributes }, Told, options)
        models[model] = Object.fromEntries(
          Object.entries(told).map(([field, { selection, ...shape }]) => [
            field,
            { ...shape, ...(selection ? { values: selection.map(([value]) => value) } : {}) },
          ]),
        )
      } catch (failure) {
        if (!(failure instanceof Failure) || failure.code === 'UNREACHABLE') throw failure
      }
    }
    return { version: String(version), profile: profile.version, uses, models }
  }
