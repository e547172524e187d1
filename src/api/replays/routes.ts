import { z } from 'zod'
import { mayIn } from '#governance/rights'
import { type Failure, Refused } from '#kernel/failure'
import { ALONE } from '#replay'
import { plantsFor } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { ReplayAnswer, ReplayDetail, ReplayList, ReplayPreview, ReplayStart, ReplayWish } from './contract.ts'
import { detailFrom, type Person, previewFrom, viewFrom } from './views.ts'

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
  async ({ person, body }, { replays, plants }) => {
    if (!mayIn(person.grants, 'exceptions.resolve', body.plant)) throw notAllowed()
    return previewFrom(await replays.preview(body).catch(asConflict), body.plant, person, plants)
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
    return { items: rows.map((row) => viewFrom(row, person, parts.plants)) }
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
    if (body.answer !== 'stop' && !(await parts.people.confirms(person.login, body.password)))
      throw new Trouble(403, 'PASSWORD_WRONG', 'The password is wrong', 'Nothing was signed. Type it again.')
    await parts.replays.answer(params.id, { ...body, by: person.login }).catch(asConflict)
    return detailOf(params.id, person, parts)
  },
)

export const replayRoutes = [previewRoute, startRoute, listRoute, readRoute, answerRoute]

async function detailOf(id: string, person: Person, parts: ApiParts): Promise<z.infer<typeof ReplayDetail>> {
  const found = await parts.replays.read(id)
  if (!found || !mayIn(person.grants, 'exceptions.read', found.row.plant)) throw notFound('replay')
  return detailFrom(found, person, parts.plants)
}

const asConflict = (error: Failure): never => {
  if (!(error instanceof Refused)) throw error
  throw new Trouble(409, error.code, 'Not done', error.message)
}
