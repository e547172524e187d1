import { z } from 'zod'
import type { Prediction } from '#engine'
import { type Grant, mayIn } from '#governance/rights'
import { type Failure, Refused } from '#kernel/failure'
import { kindOf } from '#model/catalogue'
import { ALONE, type ReplayRow } from '#replay'
import { plantsFor } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import {
  ReplayAnswer,
  ReplayDetail,
  ReplayList,
  ReplayPreview,
  ReplayStart,
  type ReplayView,
  ReplayWish,
} from './contract.ts'

interface Person {
  readonly login: string
  readonly grants: readonly Grant[]
}

const previewRoute = route(
  {
    name: 'previewReplay',
    method: 'POST',
    path: '/api/v1/replays/preview',
    access: ['exceptions.resolve'],
    summary: 'What would become of stopped messages if they were judged again; nothing is kept and nobody is called',
    body: ReplayWish,
    answer: ReplayPreview,
    refuses: [409],
  },
  async ({ person, body }, { replays }) => {
    if (!mayIn(person.grants, 'exceptions.resolve', body.plant)) throw notAllowed()
    const items = await replays.preview(body).catch(asConflict)
    return { items: items.length, needsSecondPerson: items.length > ALONE, groups: groupsOf(items) }
  },
)

const startRoute = route(
  {
    name: 'startReplay',
    method: 'POST',
    path: '/api/v1/replays',
    access: ['exceptions.resolve'],
    summary: `Has stopped messages judged again at a rate; more than ${ALONE} wait until somebody else has agreed`,
    body: ReplayStart,
    answer: ReplayDetail,
    refuses: [409],
  },
  async ({ person, body }, parts) => {
    if (!mayIn(person.grants, 'exceptions.resolve', body.plant)) throw notAllowed()
    const id = await parts.replays.ask({ ...body, by: person.login }).catch(asConflict)
    return detailOf(id, person, parts)
  },
)

const listRoute = route(
  {
    name: 'listReplays',
    method: 'GET',
    path: '/api/v1/replays',
    access: ['exceptions.read'],
    summary: 'Replays, newest first: how far each is, and how often the prediction was right',
    answer: ReplayList,
  },
  async ({ reader, person }, parts) => {
    const rows = await parts.replays.list(plantsFor(reader, 'exceptions.read'))
    return { items: rows.map((row) => viewFrom(row, person, parts)) }
  },
)

const readRoute = route(
  {
    name: 'readReplay',
    method: 'GET',
    path: '/api/v1/replays/{id}',
    access: ['exceptions.read'],
    summary: 'One replay: what was predicted of each message, and what then happened',
    params: z.object({ id: z.uuid() }),
    answer: ReplayDetail,
    refuses: [404],
  },
  ({ person, params }, parts) => detailOf(params.id, person, parts),
)

const answerRoute = route(
  {
    name: 'answerReplay',
    method: 'POST',
    path: '/api/v1/replays/{id}',
    access: ['exceptions.resolve'],
    summary: 'Approves or rejects a replay that somebody else asked for, or stops one that runs',
    params: z.object({ id: z.uuid() }),
    body: ReplayAnswer,
    answer: ReplayDetail,
    refuses: [404, 409],
  },
  async ({ person, params, body }, parts) => {
    const { may } = await detailOf(params.id, person, parts)
    if (!may.includes(body.answer)) throw notAllowed('This is for somebody else to answer, or it has been settled.')
    if (!(await parts.people.confirms(person.login, body.password)))
      throw new Trouble(403, 'PASSWORD_WRONG', 'The password is wrong', 'Nothing was signed. Type it again.')
    await parts.replays.answer(params.id, { ...body, by: person.login }).catch(asConflict)
    return detailOf(params.id, person, parts)
  },
)

export const replayRoutes = [previewRoute, startRoute, listRoute, readRoute, answerRoute]

async function detailOf(id: string, person: Person, parts: ApiParts): Promise<z.infer<typeof ReplayDetail>> {
  const found = await parts.replays.read(id)
  if (!found || !mayIn(person.grants, 'exceptions.read', found.row.plant)) throw notFound('replay')
  return {
    ...viewFrom(found.row, person, parts),
    parts: found.items.map((item) => ({
      place: item.place,
      messageId: item.message_id,
      title: kindOf(item.type)?.title ?? item.type,
      key: item.key,
      predicted: item.predicted as object,
      triedAt: item.tried_at,
      refused: item.refused,
      actual: item.actual as object | null,
      agrees: item.agrees,
    })),
  }
}

function viewFrom(row: ReplayRow, { login, grants }: Person, { plants }: ApiParts): ReplayView {
  const mayResolve = mayIn(grants, 'exceptions.resolve', row.plant)
  const fourEyes = plants.find(({ id }) => id === row.plant)?.policy.fourEyes !== 'no'
  const answers = row.state === 'asked' && mayResolve && !(fourEyes && row.asked_by === login)
  return {
    replayId: row.replay_id,
    plant: row.plant,
    filter: row.filter as ReplayView['filter'],
    facts: row.facts,
    perMinute: row.per_minute,
    reason: row.reason,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    state: row.state,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    answerReason: row.answer_reason,
    finishedAt: row.finished_at,
    items: row.items,
    tried: row.tried,
    refused: row.refused,
    asPredicted: row.as_predicted,
    otherwise: row.otherwise,
    unknown: row.unknown,
    may: [
      ...(answers ? (['approve', 'reject'] as const) : []),
      ...(mayResolve && ['asked', 'running'].includes(row.state) ? (['stop'] as const) : []),
    ],
  }
}

function groupsOf(items: readonly { readonly predicted: Prediction }[]): ReplayPreview['groups'] {
  const told = items.map(({ predicted }) =>
    'unknown' in predicted
      ? { verdict: 'unknown', code: null, sentence: predicted.unknown, effects: 0 }
      : {
          verdict: predicted.verdict,
          code: predicted.code ?? null,
          sentence: predicted.sentence,
          effects: predicted.effects.length,
        },
  )
  return [...Map.groupBy(told, ({ verdict, code }) => `${verdict} ${code}`).values()]
    .map((group) => ({
      ...group[0]!,
      count: group.length,
      effects: group.reduce((sum, { effects }) => sum + effects, 0),
    }))
    .toSorted((one, other) => other.count - one.count)
}

const asConflict = (error: Failure): never => {
  if (!(error instanceof Refused)) throw error
  throw new Trouble(409, error.code, 'Not done', error.message)
}
