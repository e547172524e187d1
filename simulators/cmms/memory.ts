import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { Deed } from './story.ts'

const Kept = z.strictObject({ at: z.number(), deed: Deed })

/** What people did, and when by the clock of the CMMS. */
export type Kept = z.infer<typeof Kept>

/** What a CMMS remembers when it is started again. */
export interface Memory {
  readonly before: readonly Kept[]
  keep(kept: Kept): void
}

/** A file of JSON lines. */
export function memoryIn(file: string): Memory {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  return {
    before: lines.map((line) => Kept.parse(JSON.parse(line))),
    keep: (kept) => appendFileSync(file, `${JSON.stringify(kept)}\n`),
  }
}
