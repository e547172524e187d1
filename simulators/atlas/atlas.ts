import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Row, Table } from '../cmms/books.ts'
import type { Answered, Asked, Desk, Dialect, Hook } from '../cmms/dialect.ts'
import { changedSince, drift } from '../cmms/paging.ts'
import type { Change } from '../cmms/story.ts'
import { asset, labours, meter, part, partQuantities, readings, request, statusOf, workOrder } from './shapes.ts'

/** What it lets in: a key of its own, or who signs in. */
export const access = { apiKey: 'atlas-key', email: 'hub@example.com', password: 'hub', secret: 'whsec_test' } as const

const Search = z.object({
  filterFields: z.array(z.object({ field: z.string(), operation: z.string(), value: z.unknown() })).default([]),
  direction: z.enum(['ASC', 'DESC']).default('ASC'),
  pageNum: z.int().min(0).default(0),
  pageSize: z.int().min(1).max(1000).default(10),
})

const Endpoint = z.object({ url: z.url(), event: z.string(), secret: z.string().optional() })
const SignIn = z.object({ email: z.string(), password: z.string(), type: z.string() })
const Status = z.object({ status: z.enum(['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETE']) })

const ok = (body: object): Answered => ({ status: 200, body })
const no = (status: number, message: string): Answered => ({ status, body: { message } })
const notFound = no(404, 'Not found')

/** Spring's page: numbered from 0, and nothing holds the rows still between two of them. */
function search<Value>(desk: Desk, table: Table<Value>, shape: (row: Row<Value>) => object, body: unknown): Answered {
  const read = Search.safeParse(body)
  if (!read.success) return no(400, 'Malformed search')
  const { filterFields, pageNum, pageSize } = read.data
  const from = filterFields.find(({ field, operation }) => field === 'updatedAt' && operation === 'ge')?.value
  const since = typeof from === 'string' ? Date.parse(from) : 0
  const rows = changedSince(table.all(desk.sees()), since)
  const page = rows.slice(pageNum * pageSize, (pageNum + 1) * pageSize)
  const last = (pageNum + 1) * pageSize >= rows.length
  const totalPages = Math.ceil(rows.length / pageSize)
  const answer = ok({
    content: page.map(shape),
    totalElements: rows.length,
    totalPages,
    number: pageNum,
    size: pageSize,
    last,
  })
  drift(desk, page, last)
  return answer
}

function one<Value>(desk: Desk, table: Table<Value>, shape: (row: Row<Value>) => object, id: string): Answered {
  const row = table.seen(Number(id), desk.sees())
  return row ? ok(shape(row)) : notFound
}

function subscribe(desk: Desk, body: unknown): Answered {
  const read = Endpoint.safeParse(body)
  if (!read.success) return no(400, 'Malformed endpoint')
  const { url, event, secret } = read.data
  const endpoint = desk.subscribe(event, url, secret)
  return endpoint ? ok(endpoint) : no(406, 'Webhook URL must not point to a private network')
}

function allowed({ header }: Asked, desk: Desk): boolean {
  const [, token = ''] = /^Bearer (.+)$/.exec(header('authorization') ?? '') ?? []
  return header('x-api-key') === access.apiKey || desk.isSignedIn(token)
}

const deeds = { OPEN: 'reopen', IN_PROGRESS: 'start', ON_HOLD: 'hold', COMPLETE: 'complete' } as const

function answer(asked: Asked, desk: Desk): Answered | undefined {
  const { method, path, body } = asked
  if (`${method} ${path}` === 'POST /auth/signin') {
    const who = SignIn.safeParse(body)
    const isKnown = who.success && who.data.email === access.email && who.data.password === access.password
    return isKnown ? ok({ accessToken: desk.signIn() }) : no(403, 'Invalid username/password supplied')
  }
  if (!allowed(asked, desk)) return no(401, 'API key has been revoked')
  const { orders, requests, assets, parts, meters } = desk.books
  const [, entity = '', what = '', id = ''] = path.split('/')
  const place = /^\d+$/.test(what) ? `/${entity}/{id}${id ? `/${id}` : ''}` : path.replace(/\d+$/, '{id}')
  switch (`${method} ${place}`) {
    case 'POST /work-orders/search':
      return search(desk, orders, (row) => workOrder(desk, row), body)
    case 'POST /requests/search':
      return search(desk, requests, (row) => request(desk, row), body)
    case 'POST /assets/search':
      return search(desk, assets, (row) => asset(desk, row), body)
    case 'POST /parts/search':
      return search(desk, parts, (row) => part(desk, row), body)
    case 'GET /parts/{id}':
      return one(desk, parts, (row) => part(desk, row), what)
    case 'GET /work-orders/{id}':
      return one(desk, orders, (row) => workOrder(desk, row), what)
    case 'GET /requests/{id}':
      return one(desk, requests, (row) => request(desk, row), what)
    case 'GET /part-quantities/work-order/{id}':
      return ok(partQuantities(desk, Number(id)))
    case 'POST /meters/search':
      return search(desk, meters, (row) => meter(desk, row), body)
    case 'GET /meters/{id}':
      return one(desk, meters, (row) => meter(desk, row), what)
    case 'GET /readings/meter/{id}':
      return ok(readings(desk, Number(id)))
    case 'GET /labors/work-order/{id}':
      return ok(labours(desk, Number(id)))
    case 'PATCH /work-orders/{id}/change-status': {
      const wish = Status.safeParse(body)
      if (!wish.success || !orders.newest(Number(what))) return wish.success ? notFound : no(400, 'Malformed status')
      desk.do({ do: deeds[wish.data.status], order: Number(what) })
      return one(desk, orders, (row) => workOrder(desk, row), what)
    }
    case 'POST /webhook-endpoints':
      return subscribe(desk, body)
    default:
      return undefined
  }
}

/** One change of status tells two stories at once, made of one map: words of the one are found in the other. */
function hooks(change: Change, desk: Desk, at: number): readonly Hook[] {
  const said = { occurredAt: desk.written(at), companyId: 1 }
  switch (change.of) {
    case 'order': {
      const { id, before, after } = change
      const title = (after ?? before)!.title
      if (!after) return [{ event: 'WORK_ORDER_DELETE', body: { workOrderId: id, workOrderTitle: title, ...said } }]
      const row = desk.books.orders.newest(id)!
      const shown = desk.faults.thinPayload ? null : workOrder(desk, row)
      const common = { workOrderId: id, workOrderTitle: title, ...said }
      if (!before) return [{ event: 'NEW_WORK_ORDER', body: { ...common, newWorkOrder: shown } }]
      if (statusOf(before) === statusOf(after))
        return [{ event: 'WORK_ORDER_CHANGE', body: { ...common, changedWorkOrder: shown } }]
      const moved = { ...common, previousStatus: statusOf(before), newStatus: statusOf(after), changedWorkOrder: shown }
      return ['WORK_ORDER_CHANGE', 'WORK_ORDER_STATUS_CHANGE'].map((event) => ({ event, body: moved }))
    }
    case 'request': {
      const { id, before, after } = change
      const common = { requestId: id, requestTitle: after.title, ...said }
      if (!before) return [{ event: 'NEW_REQUEST', body: { ...common, newRequest: null } }]
      const outcome =
        after.status === 'approved'
          ? { newStatus: 'APPROVED', workOrderId: after.order }
          : { newStatus: 'CANCELLED', cancellationReason: after.reason }
      return [
        {
          event: 'WORK_REQUEST_STATUS_CHANGE',
          body: { ...common, previousStatus: 'PENDING', ...outcome, changedRequest: null },
        },
      ]
    }
    case 'asset': {
      const { id, before, after } = change
      const word = (isDown: boolean | undefined) => (isDown ? 'DOWN' : 'OPERATIONAL')
      const moved = { previousStatus: word(before?.isDown), newStatus: word(after.isDown) }
      return [
        {
          event: 'ASSET_STATUS_CHANGE',
          body: { assetId: id, assetName: after.name, ...moved, changedAsset: null, ...said },
        },
      ]
    }
    case 'use': {
      const { before, after } = change
      const { name, stock } = desk.books.parts.newest(after.part)!.value
      const amount = after.quantity - (before?.quantity ?? 0)
      const body = {
        partId: after.part,
        partName: name,
        previousQuantity: stock + amount,
        newQuantity: stock,
        changedAmount: -amount,
        workOrderId: after.order,
        workOrderTitle: desk.books.orders.newest(after.order)?.value.title,
        changedPart: null,
        ...said,
      }
      return [{ event: 'PART_QUANTITY_CHANGED', body }]
    }
    case 'part': {
      const { id, before, after } = change
      const common = { partId: id, partName: after.name, ...said }
      const changed = { event: 'PART_CHANGE', body: { ...common, changedPart: null } }
      if (before.stock === after.stock) return [changed]
      const counted = {
        ...{ previousQuantity: before.stock, newQuantity: after.stock, changedAmount: after.stock - before.stock },
        ...{ ...common, changedPart: null },
      }
      return [changed, { event: 'PART_QUANTITY_CHANGED', body: counted }]
    }
  }
}

/**
 * Speaks as Atlas CMMS does, and is made after its behaviour alone: a webhook goes out once, inside the transaction it
 * tells of; its timestamp is not signed; and no address of a private network is called.
 */
export const atlas: Dialect = {
  name: 'atlas',
  refusesLan: true,
  habits: { touchesOrder: false, partsLeave: 'at once' },
  secret: access.secret,
  answer,
  hooks,
  sign: ({ event }, text, secret, at, id) => ({
    'x-webhook-event': event,
    'x-webhook-id': id,
    'x-webhook-timestamp': String(at),
    'x-webhook-signature': createHmac('sha256', secret).update(text).digest('hex'),
  }),
  tooMany: { status: 429, body: { error: 'Rate limit exceeded', message: 'Too many requests' } },
}
