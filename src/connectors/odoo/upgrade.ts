import type { Calls } from './calls.ts'
import type { Use } from './profile.ts'

/** A field as Odoo tells of it, as far as somebody who reads or writes it depends on that. */
export interface FieldShape {
  readonly type: string
  readonly relation?: string | undefined
  readonly required?: boolean | undefined
  readonly readonly?: boolean | undefined
  /** The values a selection may have. */
  readonly values?: readonly string[] | undefined
}

/** What an Odoo has of the models the hub uses; a model that is not there, or not readable, is absent. */
export interface OdooShape {
  /** For people, for example `19.0`. */
  readonly version: string
  /** Which of the hub's profiles is used there. */
  readonly profile: number
  readonly uses: { readonly [model: string]: Use }
  readonly models: { readonly [model: string]: { readonly [field: string]: FieldShape } | undefined }
  /** Which of its methods the procedures call there. */
  readonly calls: Calls
  /** Their parameters, as recorded of a real Odoo of that version; absent where nobody has looked at one. */
  readonly recorded?: { readonly version: string; readonly methods: Methods } | undefined
}

/** Parameters of methods, by model and name. */
export type Methods = { readonly [model: string]: { readonly [method: string]: string } }

export interface Difference {
  /** `missing` and `changed` stand in the way; `known`: the hub has another profile for there, which says so too. */
  readonly kind: 'missing' | 'changed' | 'known'
  readonly what: string
}

/**
 * What changes for the hub when it works with the one Odoo instead of the other. Changes between two versions that
 * each have a profile of their own are known to the hub; within one profile, and in a version that is tried by the
 * newest profile, nobody has looked at them.
 */
export function differencesBetween(now: OdooShape, then: OdooShape): readonly Difference[] {
  const isKnown = now.profile !== then.profile
  const found = Object.entries(then.uses).flatMap(([model, { fields }]): readonly Difference[] => {
    const there = then.models[model]
    if (!there) return [{ kind: 'missing', what: `the model ${model}` }]
    return fields.flatMap((field): readonly Difference[] => {
      const shape = there[field]
      if (!shape) return [{ kind: 'missing', what: `the field ${field} of ${model}` }]
      const before = now.models[model]?.[field]
      return before
        ? changesOf(before, shape).map((change) => ({
            kind: isKnown ? ('known' as const) : ('changed' as const),
            what: `${field} of ${model} ${change}`,
          }))
        : []
    })
  })
  const gone = Object.entries(now.uses).flatMap(([model, { fields }]): readonly Difference[] => {
    const needed = new Set(then.uses[model]?.fields)
    const there = then.models[model]
    const lost = fields.filter((field) => !needed.has(field) && now.models[model]?.[field] && there && !there[field])
    return lost.map((field) => ({ kind: 'known', what: `${field} of ${model} is gone, and not used there` }))
  })
  return [...found, ...gone, ...callsBetween(now, then)]
}

/** Fields can be asked for; which methods there are is known of the versions that somebody has looked at from within. */
function callsBetween(now: OdooShape, then: OdooShape): readonly Difference[] {
  const [before, after] = [now.recorded?.methods, then.recorded?.methods]
  const called = namesOf(then.calls).flatMap(([model, method]): readonly Difference[] => {
    const takes = after?.[model]?.[method]
    const took = before?.[model]?.[method]
    if (after && takes === undefined) return [{ kind: 'missing', what: `the method ${method} of ${model}` }]
    if (takes === undefined || took === undefined || takes === took) return []
    return [{ kind: 'known', what: `${method} of ${model} takes (${takes}) and took (${took})` }]
  })
  const still = new Set(namesOf(then.calls).map((one) => one.join()))
  const gone = namesOf(now.calls).filter((one) => !still.has(one.join()) && after && !after[one[0]]?.[one[1]])
  return [
    ...called,
    ...gone.map(([model, method]) => ({ kind: 'known' as const, what: `${method} of ${model} is not called there` })),
  ]
}

const namesOf = (calls: Calls): readonly (readonly [model: string, method: string])[] =>
  Object.entries(calls).flatMap(([model, methods]) => methods.map((method) => [model, method] as const))

/** In what a field is no longer what it was. */
function changesOf(before: FieldShape, after: FieldShape): readonly string[] {
  const kind = ({ type, relation }: FieldShape): string => (relation ? `${type} of ${relation}` : type)
  const lost = (before.values ?? []).filter((value) => after.values && !after.values.includes(value))
  return [
    ...(kind(before) === kind(after) ? [] : [`is ${kind(after)} and was ${kind(before)}`]),
    ...(after.required && !before.required ? ['has to be given now'] : []),
    ...(after.readonly && !before.readonly ? ['can only be read now'] : []),
    ...(lost.length === 0 ? [] : [`no longer has ${lost.join(', ')}`]),
  ]
}
