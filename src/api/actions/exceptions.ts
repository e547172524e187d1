import { type Grant, mayIn, type Right } from '#governance/rights'
import type { Json } from '#kernel/canonical-json'
import { hours, later } from '#kernel/time'
import { kindOf, subjectOf } from '#model/catalogue'
import { errorsOf } from '../door/judge-event.ts'
import { ActionResult, ExceptionAction } from '../contract.ts'
import { overridable } from '../pages/exception-row.ts'
import { prepared, type Reader } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { notAllowed, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { refusal, type Refusal, settledAs } from './refusals.ts'

const findExceptions = prepared('find-exceptions')
const findAssignee = prepared('find-assignee')

const rightFor: Readonly<Record<ExceptionAction['action'], Right>> = {
  assign: 'exceptions.assign',
  retry: 'exceptions.resolve',
  correct: 'exceptions.resolve',
  skip: 'exceptions.resolve',
  override: 'exceptions.override',
}

export const exceptionActionsRoute = route(
  {
    name: 'actOnExceptions',
    method: 'POST',
    path: '/api/v1/exceptions/actions',
    access: ['exceptions.assign', 'exceptions.resolve', 'exceptions.override'],
    summary: 'Assigns, retries, corrects, skips or overrides what stopped; each item is judged by itself',
    body: ExceptionAction,
    answer: ActionResult,
    status: 200,
  },
  async ({ reader, person, body: deed }, { rulings, wake, now }) => {
    const right = rightFor[deed.action]
    if (!person.grants.some(({ plant }) => mayIn(person.grants, right, plant))) throw notAllowed()
    const found = await exceptionsOf(reader, deed.ids)
    const correction = deed.action === 'correct' ? corrected(deed, found) : undefined
    const assignee = deed.action === 'assign' && deed.to !== null ? await grantsOf(reader, deed.to) : undefined

    const result: ActionResult = { done: 0, refused: [] }
    for (const id of new Set(deed.ids)) {
      const about = found.find((row) => row.exception_id === id)
      const why = hindrance(deed, about, person.grants, right, assignee)
      const refused = why ?? settledAs(await act({ rulings, now }, id, deed, person.login, correction))
      if (refused) result.refused.push({ id, ...refused })
      else result.done++
    }
    if (result.done > 0) wake()
    return result
  },
)

/** Why this one cannot be treated so. What a person may not see is not there for them. */
function hindrance(
  deed: ExceptionAction,
  about: FoundException | undefined,
  grants: readonly Grant[],
  right: Right,
  assignee: readonly Grant[] | undefined,
): Refusal | undefined {
  if (!about || !mayIn(grants, 'exceptions.read', about.plant)) return refusal('NOT_FOUND')
  if (!mayIn(grants, right, about.plant)) return refusal('NOT_AUTHORISED')
  if (deed.action === 'override' && !overridable.has(about.code)) return refusal('NOT_OVERRIDABLE')
  if (assignee && !mayIn(assignee, 'exceptions.read', about.plant)) return refusal('UNKNOWN_PERSON')
  return undefined
}

function act(
  { rulings, now }: Pick<ApiParts, 'rulings' | 'now'>,
  exceptionId: string,
  deed: ExceptionAction,
  by: string,
  correction: { readonly key: string } | undefined,
) {
  const wish = { exceptionId, by, ...('reason' in deed && deed.reason ? { reason: deed.reason } : {}) }
  switch (deed.action) {
    case 'assign':
      return rulings.assign({ ...wish, to: deed.to })
    case 'retry':
      return rulings.settle({ ...wish, how: 'retried' })
    case 'skip':
      return rulings.settle({ ...wish, how: 'skipped' })
    case 'override':
      return rulings.settle({ ...wish, how: 'overridden', until: later(now(), hours(deed.hours)) })
    case 'correct':
      return rulings.settle({ ...wish, how: 'corrected', body: deed.body as Json, key: correction!.key })
  }
}

/** A correction is for one event, and keeps the schema of its kind; the original stays as it was told. */
function corrected(
  { ids, body }: Extract<ExceptionAction, { action: 'correct' }>,
  [about]: readonly FoundException[],
): { readonly key: string } {
  if (new Set(ids).size > 1) throw notCorrect('/ids', 'a corrected payload is for one event')
  if (!about) return { key: '' }
  const kind = kindOf(about.type)
  if (!kind) throw notCorrect('/ids', 'this message is the hub’s own, and has no payload to correct')
  const read = kind.schema.safeParse(body)
  if (read.success) return { key: subjectOf(kind, read.data) }
  throw new Trouble(422, 'SCHEMA_INVALID', 'Not as expected', 'The corrected payload is not as its schema says.', {
    errors: errorsOf(read.error, '/body'),
  })
}

const notCorrect = (pointer: string, detail: string) =>
  new Trouble(422, 'SCHEMA_INVALID', 'Not as expected', `This cannot be corrected: ${detail}.`, {
    errors: [{ pointer, code: 'SCHEMA_INVALID', detail }],
  })

const exceptionsOf = ({ database, home }: Reader, ids: readonly string[]) =>
  database.all<FoundException>(findExceptions, [home, ids])

async function grantsOf({ database }: Reader, login: string): Promise<readonly Grant[]> {
  const [row] = await database.all<{ grants: Grant[] }>(findAssignee, [login])
  return row?.grants ?? []
}

interface FoundException {
  readonly exception_id: string
  readonly plant: string
  readonly code: string
  readonly type: string
  readonly key: string
}
