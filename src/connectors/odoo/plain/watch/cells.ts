import { z } from 'zod'

/** A row as it comes over the wire: what is empty is `false` there. */
export const Cells = z.looseObject({ id: z.int() })
export type Cells = z.infer<typeof Cells>

const Ref = z.tuple([z.int(), z.string()])

export const ref = (cell: unknown): number | undefined => Ref.safeParse(cell).data?.[0]
export const refName = (cell: unknown): string | null => Ref.safeParse(cell).data?.[1] ?? null
export const text = (cell: unknown): string | null => (typeof cell === 'string' && cell !== '' ? cell : null)
export const num = (cell: unknown): number => (typeof cell === 'number' ? cell : 0)
export const flag = (cell: unknown): string => `${cell === true}`
