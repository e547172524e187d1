import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const Recorded = z.strictObject({
  /** As that Odoo says itself, for example `17.0.1.3`. */
  version: z.string(),
  models: z.record(
    z.string(),
    z.strictObject({
      /** What Millwright's user may do with it. */
      rights: z.string(),
      /** Names by the modules they come from. */
      fields: z.record(z.string(), z.string()),
      /** Parameters by name, of those that any version's procedures call. */
      methods: z.record(z.string(), z.string()),
    }),
  ),
})
export type Recorded = z.infer<typeof Recorded>

/** What a real Odoo of a version had of the models in use when `tools/odoo-record.ts` looked; none for a later one. */
export function recordedOf(version: number): Recorded | undefined {
  const file = new URL(`./${version}.json`, import.meta.url)
  return existsSync(file) ? Recorded.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

const namesIn = (text: string): readonly string[] => text.split(' ').filter(Boolean)

export function fieldsIn(recorded: Recorded, model: string): ReadonlySet<string> {
  return new Set(Object.values(recorded.models[model]?.fields ?? {}).flatMap(namesIn))
}

export function rightsIn(recorded: Recorded, model: string): ReadonlySet<string> {
  return new Set(namesIn(recorded.models[model]?.rights ?? ''))
}
