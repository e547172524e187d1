import { z } from 'zod'
import { Failure } from '#kernel/failure'
import type { CallOptions, OdooClient } from './client.ts'
import { plainUses } from './plain/uses.ts'
import { profileOf } from './profile.ts'
import { recordedOf } from './recorded/recorded.ts'
import type { OdooSettings } from './settings.ts'
import type { FieldShape, OdooShape } from './upgrade.ts'

/** Odoo tells what a field is in more ways than one; only what it is called is always text. */
const Told = z.record(
  z.string(),
  z.looseObject({
    type: z.string(),
    relation: z.unknown().optional(),
    required: z.unknown().optional(),
    readonly: z.unknown().optional(),
    selection: z.unknown().optional(),
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
        models[model] = Object.fromEntries(Object.entries(told).map(([field, shape]) => [field, fieldFrom(shape)]))
      } catch (failure) {
        // Only what Odoo itself says no to is not there; an answer that is not understood says nothing.
        if (!(failure instanceof Failure) || ['UNREACHABLE', 'HALF_AN_ANSWER'].includes(failure.code)) throw failure
      }
    }
    // Plain mode calls what is meant to be called from outside.
    const calls = mode === 'plain' ? {} : profile.calls
    return { version: String(version), profile: profile.version, uses, models, calls, recorded: methodsOf(version) }
  }

function methodsOf(version: number): OdooShape['recorded'] {
  const recorded = recordedOf(version)
  if (!recorded) return undefined
  const methods = Object.entries(recorded.models).map(([model, told]) => [model, told.methods] as const)
  return { version: recorded.version, methods: Object.fromEntries(methods) }
}

const fieldFrom = ({ type, relation, required, readonly, selection }: z.infer<typeof Told>[string]): FieldShape => ({
  type,
  ...(typeof relation === 'string' ? { relation } : {}),
  required: required === true,
  readonly: readonly === true,
  ...(Array.isArray(selection) ? { values: selection.map((pair: unknown) => String((pair as unknown[])[0])) } : {}),
})
