import { Unavailable } from '#kernel/failure'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import type { Question } from '../planning/together.ts'
import type { Desk } from './desk.ts'

/** How often it is read anew while others change what is read. */
const TRIES = 3

/**
 * Does by ordinary calls what the procedure `read-together` does in one transaction: what is read twice over with nothing
 * new in between stood so at one moment.
 */
export async function answersTogether(desk: Desk, questions: readonly Question[]): Promise<unknown[]> {
  let before: unknown[] | undefined
  for (let nth = 0; nth <= TRIES; nth++) {
    const now = await answersTo(desk, questions)
    if (before && canonicalJson(before as Json) === canonicalJson(now as Json)) return now
    before = now
  }
  throw new Unavailable('BUSY', 'Others kept changing the plan in Odoo while it was read')
}

async function answersTo(desk: Desk, questions: readonly Question[]): Promise<unknown[]> {
  const answers: unknown[] = []
  for (const { model, fields, domain } of questions)
    answers.push(await desk.act(model, 'search_read', { domain, fields, order: 'id' }))
  return answers
}
