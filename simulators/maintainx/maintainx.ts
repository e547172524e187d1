import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Meter, Part, Row, WorkKind, WorkOrder, WorkRequest } from '../cmms/books.ts'
import type { Answered, Asked, Desk, Dialect, Hook } from '../cmms/dialect.ts'
import { changedSince, drift } from '../cmms/paging.ts'
import type { Change } from '../cmms/story.ts'

/** What it lets in. */
export const access = { apiKey: 'maintainx-key', organization: '1', secret: 'whsec_test' } as const

const statuses = { open: 'OPEN', started: 'IN_PROGRESS', held: 'ON_HOLD', done: 'DONE', cancelled: 'CANCELED' } as const
const types: Record<WorkKind, string> = {
  breakdown: 'REACTIVE',
  repair: 'OTHER',
  preventive: 'PREVENTIVE',
  inspection: 'CYCLE_COUNT',
}
const asked = { pending: 'PENDING', approved: 'APPROVED', declined: 'DECLINED' } as const

const moment = ({ written }: Desk, at: number): string | number => {
  const text = written(at)
  return typeof text === 'string' ? text.replace('+00:00', 'Z') : text
}
const momentOr = (desk: Desk, at: number | undefined) => (at === undefined ? null : moment(desk, at))

const HOUR = 3_600_000

const ofPart = ({ name, number, stock, price }: Part) => ({
  ...{ name, description: null, area: null, barcode: null, minimumQuantity: 0 },
  ...{ unitCost: Math.round(price * 100), availableQuantity: stock, extraFields: { 'Part Number': number } },
})

const partsOn = ({ books, sees }: Desk, order: number) =>
  books.uses
    .all(sees())
    .filter(({ value }) => value.order === order)
    .flatMap(({ value: { part, quantity } }) => {
      const row = books.parts.seen(part, sees())
      return row ? [{ id: part, ...ofPart(row.value), quantityUsed: quantity, copyOnRecurring: 'Default' }] : []
    })

/** What each has worked, all in all: it tells a total for each of them. */
const timesOn = ({ books, sees }: Desk, order: number) =>
  [...Map.groupBy(books.work.all(sees()), ({ value }) => (value.order === order ? value.person : 0))]
    .filter(([person]) => person !== 0)
    .map(([userId, rows]) => {
      const minutes = rows.reduce((sum, { value }) => sum + value.minutes, 0)
      const lasts = { quantity: minutes / 60, durationTotal: Math.round(minutes * 60) }
      return { type: 'TIME', costPerUnit: null, description: null, rowTotal: 0, userId, partId: null, ...lasts }
    })

/** Parts and times are shown where they are asked for. */
function workOrder(desk: Desk, { id, value, createdAt, updatedAt }: Row<WorkOrder>, expand: readonly string[]) {
  const { books, sees, faults } = desk
  const { plannedStart, plannedHours = 1 } = value
  const on = value.asset === undefined ? undefined : books.assets.seen(value.asset, sees())
  return {
    id,
    sequentialId: id,
    title: value.title,
    status: statuses[value.status],
    type: types[value.kind],
    priority: value.kind === 'breakdown' ? 'HIGH' : 'NONE',
    startDate: momentOr(desk, plannedStart),
    dueDate: momentOr(desk, plannedStart === undefined ? undefined : plannedStart + plannedHours * HOUR),
    completedAt: momentOr(desk, value.completedAt),
    completerId: value.completedAt === undefined ? null : 3,
    asset: on ? { id: on.id, name: on.value.name, extraFields: { Code: on.value.code } } : null,
    workRequestId: value.request ?? null,
    ...(expand.includes('parts') ? { parts: partsOn(desk, id) } : {}),
    ...(expand.includes('times') ? { times: timesOn(desk, id) } : {}),
    extraFields: { 'Failure mode': value.failureMode ?? '', 'Failure cause': value.failureCause ?? '' },
    deletedAt: null,
    createdAt: moment(desk, createdAt),
    updatedAt: moment(desk, updatedAt),
    ...(faults.schemaDrift ? { workflow: { id: 7 }, labels: ['x'] } : {}),
  }
}

const part = (desk: Desk, { id, value, createdAt, updatedAt }: Row<Part>) => ({
  ...{ id, ...ofPart(value), locations: [], reservedQuantity: 0, orderedQuantity: 0 },
  ...{ createdAt: moment(desk, createdAt), updatedAt: moment(desk, updatedAt) },
})

/** Its asset and its last reading are shown where they are asked for; no other reading is. */
function meter(desk: Desk, { id, value, createdAt, updatedAt }: Row<Meter>, expand: readonly string[]) {
  const { books, sees } = desk
  const on = books.assets.seen(value.asset, sees())
  const last = books.readings.all(sees()).findLast((row) => row.value.meter === id)
  const read = last && {
    id: `${last.id}`,
    meterId: id,
    value: last.value.value,
    readingDate: moment(desk, last.createdAt),
  }
  return {
    ...{ id, name: value.name, unit: value.unit, measurementType: 'MANUAL', assetId: value.asset },
    ...(expand.includes('asset') ? { asset: on ? { id: on.id, name: on.value.name } : null } : {}),
    ...(expand.includes('last_reading') ? { lastReading: read ? { ...read, createdAt: read.readingDate } : null } : {}),
    ...{ createdAt: moment(desk, createdAt), updatedAt: moment(desk, updatedAt) },
  }
}

const workRequest = (desk: Desk, { id, value, createdAt, updatedAt }: Row<WorkRequest>) => ({
  id,
  title: value.title,
  status: asked[value.status],
  assetId: value.asset ?? null,
  workOrderId: value.order ?? null,
  rejectionReason: value.reason ?? null,
  createdAt: moment(desk, createdAt),
  updatedAt: moment(desk, updatedAt),
})

const Subscription = z.object({ type: z.string(), url: z.url(), filters: z.unknown().optional() })
const Status = z.object({ status: z.enum(['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'DONE', 'CANCELED']) })
const deeds = {
  OPEN: 'reopen',
  IN_PROGRESS: 'start',
  ON_HOLD: 'hold',
  DONE: 'complete',
  CANCELED: 'cancel',
} as const

const ok = (body: object): Answered => ({ status: 200, body })
const no = (status: number, error: string): Answered => ({ status, body: { error } })
const notFound = no(404, 'Not found')

/** Its pages begin after a row, in the order of numbers: what moves in time does not move here. */
function list<Value>(
  desk: Desk,
  { query }: Asked,
  rows: readonly Row<Value>[],
  [name, shape]: readonly [string, (row: Row<Value>) => object],
): Answered {
  const since = Date.parse(query.get('updatedAt[gte]') ?? '1970-01-01T00:00:00Z')
  const limit = Math.min(Number(query.get('limit') ?? 100), 200)
  const after = Number(Buffer.from(query.get('cursor') ?? '', 'base64url').toString() || 0)
  const found = changedSince(rows, since)
    .toSorted((one, other) => one.id - other.id)
    .filter(({ id }) => id > after)
  const page = found.slice(0, limit)
  const isLast = page.length === found.length
  const nextCursor = isLast ? null : Buffer.from(String(page.at(-1)!.id)).toString('base64url')
  const answer = ok({ [name]: page.map(shape), nextCursor, nextPageUrl: nextCursor && `?cursor=${nextCursor}` })
  drift(desk, page, isLast)
  return answer
}

function answer(question: Asked, desk: Desk): Answered | undefined {
  const { method, path, header, body } = question
  if (header('authorization') !== `Bearer ${access.apiKey}`) return no(401, 'Unauthorized')
  if (header('x-organization-id') !== access.organization) return no(403, 'Access denied')
  const { orders, requests, parts, meters } = desk.books
  const expand = question.query.getAll('expand')
  const [, , entity = '', id = ''] = path.split('/')
  const order = orders.seen(Number(id), desk.sees())
  const request = requests.seen(Number(id), desk.sees())
  const known = parts.seen(Number(id), desk.sees())
  const counter = meters.seen(Number(id), desk.sees())
  switch (`${method} ${id ? path.replace(`/${id}`, '/{id}') : path}`) {
    case 'GET /v1/workorders':
      return list(desk, question, orders.all(desk.sees()), ['workOrders', (row) => workOrder(desk, row, expand)])
    case 'GET /v1/workrequests':
      return list(desk, question, requests.all(desk.sees()), ['workRequests', (row) => workRequest(desk, row)])
    case 'GET /v1/parts':
      return list(desk, question, parts.all(desk.sees()), ['parts', (row) => part(desk, row)])
    case 'GET /v1/parts/{id}':
      return known ? ok({ part: part(desk, known) }) : notFound
    case 'GET /v1/meters':
      return list(desk, question, meters.all(desk.sees()), ['meters', (row) => meter(desk, row, expand)])
    case 'GET /v1/meters/{id}':
      return counter ? ok({ meter: meter(desk, counter, expand) }) : notFound
    case 'GET /v1/workorders/{id}':
      return order ? ok({ workOrder: workOrder(desk, order, expand) }) : notFound
    case 'GET /v1/workrequests/{id}':
      return request ? ok({ workRequest: workRequest(desk, request) }) : notFound
    case 'PATCH /v1/workorders/{id}/status': {
      const wish = Status.safeParse(body)
      if (!wish.success || !order) return wish.success ? notFound : no(400, 'Malformed status')
      const skipWebhooks = question.query.get('skipWebhook') === 'true'
      desk.do({ do: deeds[wish.data.status], order: order.id }, { skipWebhooks })
      return { status: 200, body: { id: order.id } }
    }
    case 'POST /v1/subscriptions': {
      const wish = Subscription.safeParse(body)
      const made = wish.success ? desk.subscribe(wish.data.type, wish.data.url) : undefined
      return made
        ? { status: 201, body: { id: made.id, status: 'VALID', secret: made.secret } }
        : no(400, `Malformed subscription to ${entity}`)
    }
    default:
      return undefined
  }
}

function hooks(change: Change, desk: Desk, at: number): readonly Hook[] {
  const said = { occurredAt: moment(desk, at), orgId: Number(access.organization) }
  switch (change.of) {
    case 'order': {
      const { id, before, after } = change
      if (!after) return [{ event: 'WORK_ORDER_DELETE', body: { ...said, workOrderId: id } }]
      if (!before) return [{ event: 'NEW_WORK_ORDER', body: { ...said, workOrderId: id } }]
      const changed = { event: 'WORK_ORDER_CHANGE', body: { ...said, workOrderId: id } }
      if (before.status === after.status) return [changed]
      const moved = { oldStatus: statuses[before.status], newStatus: statuses[after.status] }
      return [changed, { event: 'WORK_ORDER_STATUS_CHANGE', body: { ...moved, ...said, workOrderId: id } }]
    }
    case 'request': {
      const { id, before, after } = change
      if (!before) return [{ event: 'NEW_WORK_REQUEST', body: { ...said, requestId: id } }]
      const moved = { oldStatus: asked[before.status], newStatus: asked[after.status] }
      return [{ event: 'WORK_REQUEST_STATUS_CHANGE', body: { ...moved, ...said, requestId: id } }]
    }
    case 'use':
      return [{ event: 'WORK_ORDER_CHANGE', body: { ...said, workOrderId: change.after.order } }]
    case 'part':
      return [{ event: 'PART_QUANTITY_CHANGE', body: { ...said, partId: change.id } }]
    case 'asset':
      return []
  }
}

/** Speaks as MaintainX does, and is made after its behaviour alone: thin webhooks, a signed time, pages by cursor. */
export const maintainX: Dialect = {
  name: 'maintainx',
  refusesLan: false,
  habits: { touchesOrder: true, partsLeave: 'with the work' },
  secret: access.secret,
  answer,
  hooks,
  sign(_hook, text, secret, at) {
    const t = Math.floor(at / 1000)
    const mac = (of: string) => createHmac('sha256', secret).update(of).digest('hex')
    return { 'x-maintainx-webhook-body-signature': `t=${t},v1=${mac(`${t}.${text}`)}` }
  },
  tooMany: { status: 429, body: { error: 'Too many requests' }, headers: { 'x-rate-limit-remaining': '0' } },
}
