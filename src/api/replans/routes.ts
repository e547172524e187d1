import { z } from 'zod'
import { BY_HAND, messageOf } from '#engine'
import { mayAnswer } from '#governance/approvals'
import { type Grant, mayIn } from '#governance/rights'
import { Failure } from '#kernel/failure'
import { days, later } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import { ReplanDesk } from '#model/ports/replan-desk'
import { moveOfReplan, type ReplanStep } from '#model/replan-case'
import { REPLAN_ACCEPTED, REPLAN_REJECTED, REPLAN_REQUESTED, REPLAN_UNDONE, ReplanId } from '#model/replan'
import { PlantId } from '../contract.ts'
import { PlantQuery } from '../pages/plant-query.ts'
import { plantsFor, prepared, type Reader } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'
import { notAllowed, notFound, Trouble, tryLater } from '../problems.ts'
import { route } from '../routes/route.ts'
import {
  ReplanAcceptance,
  ReplanCheck,
  ReplanChecked,
  ReplanList,
  ReplanRefusal,
  ReplanSent,
  ReplanTakenBack,
  ReplanView,
  ReplanWish,
} from './contract.ts'
import { type ReplanDbRow, rowFrom, viewFrom } from './views.ts'

const listReplans = prepared('list-replans')
const params = z.object({ plant: PlantId, replan: ReplanId })
const one = '/api/v1/replans/{plant}/{replan}'

const listRoute = route(
  {
    name: 'listReplans',
    method: 'GET',
    path: '/api/v1/replans',
    access: ['assets.read'],
    summary: 'New plans: why each was asked for, its options with what they cost, and what became of it',
    query: PlantQuery,
    answer: ReplanList,
  },
  async ({ reader, query }, { now }) => {
    const plants = plantsFor(reader, 'assets.read', query.plant)
    const rows = await reader.database.all<ReplanDbRow>(listReplans, [
      reader.home,
      plants,
      null,
      later(now(), -days(14)),
    ])
    return { replans: rows.map(rowFrom) }
  },
)

const showRoute = route(
  {
    name: 'readReplan',
    method: 'GET',
    path: one,
    access: ['assets.read'],
    summary: 'A new plan whole: the open work as it stood, and each option with every move and its reason',
    params,
    answer: ReplanView,
    refuses: [404],
  },
  async ({ reader, person, params: wanted }, { plants }) => {
    const row = await known(reader, person.grants, wanted)
    const timeZone = plants.find(({ id }) => id === wanted.plant)?.timeZone ?? 'UTC'
    return viewFrom(row, { timeZone, may: mayAnswer(person.grants, 'planner', wanted.plant) })
  },
)

const askRoute = route(
  {
    name: 'askReplan',
    method: 'POST',
    path: '/api/v1/replans',
    access: ['approvals.answer'],
    summary: 'Asks for a new plan of what is open now; nothing moves before one is accepted',
    body: ReplanWish,
    answer: ReplanSent,
    status: 202,
    refuses: [404, 409],
  },
  async ({ reader, person, body: { plant, replan, why } }, parts) => {
    if (!mayAnswer(person.grants, 'planner', plant)) throw notAllowed()
    if (replan === undefined) {
      const wish = { cause: 'person', of: person.login, why } as const
      return tell(parts, REPLAN_REQUESTED, { plant, by: person.login }, { replan: `person.${person.login}`, ...wish })
    }
    const row = await known(reader, person.grants, { plant, replan })
    mustBeLawful(row, 'request')
    return tell(parts, REPLAN_REQUESTED, { plant, by: person.login }, { ...row.data.asked, why })
  },
)

const acceptRoute = route(
  {
    name: 'acceptReplan',
    method: 'POST',
    path: `${one}/accept`,
    access: ['approvals.answer'],
    summary: 'Takes an option, as proposed or with operations put elsewhere: exactly that is written into the ERP',
    params,
    body: ReplanAcceptance,
    answer: ReplanSent,
    status: 202,
    refuses: [404, 409, 422],
  },
  async ({ reader, person, params: wanted, body }, parts) => {
    const row = await decidable(reader, person.grants, wanted, 'accept')
    mustBeShown(row, body.basis)
    const { edits = [], policy, basis } = body
    if (edits.length > 0) {
      const { sentence } = await checked(parts, { ...wanted, basis, policy, edits })
      if (sentence) throw new Trouble(422, 'NOT_FEASIBLE', 'Not accepted', sentence)
    }
    return tell(parts, REPLAN_ACCEPTED, { plant: wanted.plant, by: person.login }, { replan: wanted.replan, ...body })
  },
)

const rejectRoute = route(
  {
    name: 'rejectReplan',
    method: 'POST',
    path: `${one}/reject`,
    access: ['approvals.answer'],
    summary: 'Leaves all as it is, with a reason',
    params,
    body: ReplanRefusal,
    answer: ReplanSent,
    status: 202,
    refuses: [404, 409],
  },
  async ({ reader, person, params: wanted, body }, parts) => {
    mustBeShown(await decidable(reader, person.grants, wanted, 'reject'), body.basis)
    return tell(parts, REPLAN_REJECTED, { plant: wanted.plant, by: person.login }, { replan: wanted.replan, ...body })
  },
)

const undoRoute = route(
  {
    name: 'undoReplan',
    method: 'POST',
    path: `${one}/undo`,
    access: ['approvals.answer'],
    summary: 'Takes an applied plan back: each operation goes to exactly where it was, where none has begun since',
    params,
    body: ReplanTakenBack,
    answer: ReplanSent,
    status: 202,
    refuses: [404, 409],
  },
  async ({ reader, person, params: wanted, body }, parts) => {
    await decidable(reader, person.grants, wanted, 'undo')
    return tell(parts, REPLAN_UNDONE, { plant: wanted.plant, by: person.login }, { replan: wanted.replan, ...body })
  },
)

const checkRoute = route(
  {
    name: 'checkReplan',
    method: 'POST',
    path: `${one}/check`,
    access: ['assets.read'],
    summary: 'What an option would cost with operations put elsewhere, or why that cannot be; nothing is kept',
    params,
    body: ReplanCheck,
    answer: ReplanChecked,
    status: 200,
    refuses: [404, 409, 503],
  },
  async ({ reader, person, params: wanted, body }, parts) => {
    mustBeShown(await known(reader, person.grants, wanted), body.basis)
    return checked(parts, { ...wanted, ...body })
  },
)

export const replanRoutes = [listRoute, showRoute, askRoute, acceptRoute, rejectRoute, undoRoute, checkRoute]

interface Wanted {
  readonly plant: string
  readonly replan: string
}

async function known(
  { database, home }: Reader,
  grants: readonly Grant[],
  { plant, replan }: Wanted,
): Promise<ReplanDbRow> {
  const [row] = await database.all<ReplanDbRow>(listReplans, [home, [plant], replan, null])
  if (!row || !mayIn(grants, 'assets.read', plant)) throw notFound('plan')
  return row
}

async function decidable(
  reader: Reader,
  grants: readonly Grant[],
  wanted: Wanted,
  step: ReplanStep,
): Promise<ReplanDbRow> {
  const row = await known(reader, grants, wanted)
  if (!mayAnswer(grants, 'planner', wanted.plant)) throw notAllowed('A planner of the plant decides on its plans.')
  mustBeLawful(row, step)
  return row
}

const words: Partial<Record<ReplanStep, string>> = {
  request: 'is being written into the ERP just now; ask again when that is over.',
  accept: 'waits for nobody’s yes any more; load the page again.',
  reject: 'waits for nobody’s answer any more; load the page again.',
  undo: 'does not stand in the ERP, so that there is nothing to take back.',
}

function mustBeLawful({ replan, state }: ReplanDbRow, step: ReplanStep): void {
  const move = moveOfReplan(state, step)
  if ('no' in move) throw new Trouble(409, move.no, 'Not done', `${replan} is ${state} and ${words[step]}`)
}

function mustBeShown({ data }: ReplanDbRow, basis: string): void {
  if (data.basis !== basis)
    throw new Trouble(
      409,
      'SHOWN_CHANGED',
      'Not done',
      'The proposal is another by now. Load the page again and look at it.',
    )
}

async function checked(
  { ask }: ApiParts,
  { plant, ...wish }: Wanted & z.output<typeof ReplanCheck>,
): Promise<z.input<typeof ReplanChecked>> {
  const told = await ask(plant, ReplanDesk.edited({ plant, ...wish }))
  if (told instanceof Failure) throw tryLater(told.message)
  return { option: told.option ?? null, sentence: told.refusal?.sentence ?? null }
}

/** What a person decides is an event like any other, under their name. */
async function tell(
  { receive, ids, now }: ApiParts,
  type: string,
  { plant, by }: { readonly plant: string; readonly by: string },
  told: { readonly replan: string; readonly [member: string]: unknown },
): Promise<z.input<typeof ReplanSent>> {
  const kind = kindOf(type)!
  const data = kind.schema.parse(told)
  const at = now()
  const event = {
    specversion: '1.0',
    id: ids(),
    source: `/plants/${plant}/systems/hub`,
    type,
    time: at,
    actor: by,
    origin: 'manual',
    data,
  } as const
  const messageId = ids()
  await receive([messageOf(event, kind, data, { messageId, plant, receivedAt: at, receivedFrom: BY_HAND })])
  return { replan: told.replan, messageId }
}
