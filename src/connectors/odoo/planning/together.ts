import { z } from 'zod'
import type { Reading } from '../plain/reading.ts'

/** A question as `read-together` takes it. */
export interface Question {
  readonly model: string
  readonly fields: readonly string[]
  readonly domain: readonly unknown[]
}

export const question = <Row>({ model, fields }: Reading<Row>, domain: readonly unknown[]): Question => ({
  model,
  fields,
  domain,
})

export const Answers = z.object({ answers: z.array(z.unknown()) })
