import { z } from 'zod'
import { keptOf } from '../performed.ts'

/** A leave as it stood, or that there was none. */
const Standing = z.strictObject({ from: z.string().nullable(), to: z.string().nullable() })

export const Blocked = keptOf(Standing, { leave: z.int().nullable() })
export type Blocked = z.infer<typeof Blocked>

/** Where each operation stood and stands now, in words. */
const Places = z.record(z.string(), z.string())

export const Changed = keptOf(Places, { operations: z.int() })
export type Changed = z.infer<typeof Changed>
