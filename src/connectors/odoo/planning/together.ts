import { z } from 'zod'
import type { Reading } from '../plain/reading.ts'

/** A question as `read-together` takes it; an optional one has no answer where what it is about is not there. */
export interface Question {
  readonly model: string
  readonly fields: readonly string[]
  readonly domain: readonly unknown[]
  readonly optional: boolean
}

export const question = <Row>(
  { model, fields }: Reading<Row>,
  domain: readonly unknown[],
  { optional = false } = {},
): Question => ({ model, fields, domain, optional })

export const Answers = z.object({ answers: z.array(z.unknown()) })
