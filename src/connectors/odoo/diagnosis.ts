import { z } from 'zod'
import { Failure } from '#kernel/failure'
import type { Run } from './caller.ts'
import type { CallOptions, OdooClient } from './client.ts'
import { type Profile, profileOf, type Use } from './profile.ts'
import { plainUses } from './plain/uses.ts'
import { EFFECT_MODEL } from './schema.ts'
import type { OdooSettings } from './settings.ts'

export interface Finding {
  /** `missing` stops postings; `advice` makes some of them refused. */
  readonly kind: 'missing' | 'advice'
  readonly what: string
}

const Inspection = z.strictObject({
  version: z.string(),
  company: z.string(),
  user: z.string(),
  keyIndex: z.boolean(),
  procedures: z.array(z.strictObject({ name: z.string(), hash: z.string(), found: z.string().nullable() })),
  /** Only a procedure can look: from outside most methods are nobody's to see. */
  missingCalls: z.array(z.string()).default([]),
  decimals: z.int(),
  labour: z.array(z.string()),
})

export interface Diagnosis {
  readonly version?: string
  readonly user?: string
  readonly findings: readonly Finding[]
}

/** Compares what the connector needs with what the integration user finds; asks nothing that changes anything. */
export function diagnosis(odoo: OdooClient, run: Run, mode: OdooSettings['mode'] = 'procedures') {
  async function findingsOn(profile: Profile, model: string, use: Use, options: CallOptions): Promise<Finding[]> {
    const missing = (what: string): Finding => ({ kind: 'missing', what })
    try {
      const body = { allfields: use.fields, attributes: ['type'] }
      const fields = await odoo.call(model, 'fields_get', body, z.record(z.string(), z.unknown()), options)
      const rights = await Promise.all(
        use.rights.map(async (operation) => {
          const { method, body } = profile.mayQuestion(operation)
          return { operation, allowed: await odoo.call(model, method, body, z.boolean(), options) }
        }),
      )
      return [
        ...use.fields.filter((field) => !(field in fields)).map((field) => missing(`field ${field} of ${model}`)),
        ...rights.filter(({ allowed }) => !allowed).map(({ operation }) => missing(`right to ${operation} ${model}`)),
      ]
    } catch (failure) {
      if (failure instanceof Failure && failure.code !== 'UNREACHABLE')
        return [missing(`model ${model}: ${failure.message}`)]
      throw failure
    }
  }

  return async (options: CallOptions = {}): Promise<Diagnosis> => {
    const profile = profileOf(await odoo.version(options))
    const findings: Finding[] = []
    for (const [model, use] of Object.entries(mode === 'plain' ? plainUses(profile.version) : profile.uses))
      findings.push(...(await findingsOn(profile, model, use, options)))
    try {
      const seen = await run('inspect', {}, Inspection, options)
      return {
        version: seen.version,
        user: seen.user,
        findings: [...findings, ...findingsIn(seen, mode === 'plain' ? undefined : profile)],
      }
    } catch (failure) {
      if (!(failure instanceof Failure) || failure.code === 'UNREACHABLE') throw failure
      return { findings: [...findings, { kind: 'missing', what: failure.message }] }
    }
  }
}

/** Without a profile nothing is deployed, and nothing is missing of that. */
function findingsIn(seen: z.infer<typeof Inspection>, profile: Profile | undefined): Finding[] {
  const findings: Finding[] = []
  for (const { name, hash } of profile?.procedures ?? []) {
    const there = seen.procedures.find((one) => one.name === name && one.hash === hash)
    if (!there) findings.push({ kind: 'missing', what: `procedure ${name} in this version` })
    else if (there.found !== hash) findings.push({ kind: 'missing', what: `procedure ${name} was changed in Odoo` })
  }
  for (const one of seen.missingCalls) findings.push({ kind: 'missing', what: `method ${one}` })
  if (profile && !seen.keyIndex) findings.push({ kind: 'missing', what: `unique index on the keys of ${EFFECT_MODEL}` })
  if (seen.labour.length === 0)
    findings.push({
      kind: 'advice',
      what: 'no work centre has the code LABOUR: reports with labour time will be refused',
    })
  return findings
}
