import { z } from 'zod'

/** What is read of a model: its fields by name, and what a row of them is here. */
export interface Reading<Row> {
  readonly model: string
  readonly fields: readonly string[]
  readonly rows: z.ZodType<readonly Row[]>
}

export function reading<Shape extends z.ZodRawShape, Row>(
  model: string,
  shape: Shape,
  from: (row: z.output<z.ZodObject<Shape>>) => Row,
): Reading<Row> {
  return {
    model,
    fields: Object.keys(shape).filter((name) => name !== 'id'),
    rows: z.array(z.object(shape).transform(from)),
  }
}

/** How Odoo's fields come over the wire. */
export const Id = z.int()
export const Num = z.number()
export const Flag = z.boolean()
export const Ref = z
  .union([z.tuple([z.int(), z.unknown()]), z.literal(false)])
  .transform((value) => (value === false ? undefined : value[0]))
export const Must = z.tuple([z.int(), z.unknown()]).transform(([id]) => id)
export const Named = z
  .union([z.tuple([z.int(), z.string()]), z.literal(false)])
  .transform((value) => (value === false ? undefined : { id: value[0], name: value[1] }))
export const Text = z.union([z.string(), z.literal(false)]).transform((value) => value || '')
export const Maybe = z.union([z.string(), z.literal(false)]).transform((value) => value || undefined)
export const Ids = z.array(z.int())
