import { describe, expect, it, vi } from 'vitest'
import { defineFlow } from '#engine'
import { Refused } from '#kernel/failure'
import { seconds } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { ProductionLedger } from '#model/ports/production-ledger'
import { OutputReceived } from '#model/production'
import { quantity } from '#model/quantity'
import { apiGround } from '../../test/support/api-ground.ts'
import { password, type TestPerson } from '../../test/support/api.ts'
import { aMessage, anOrder } from '../../test/support/builders.ts'
import { ledgerDouble } from '../../test/support/ledger-double.ts'
import { flows } from '../flows/index.ts'
import {
  ActionResult,
  ApprovalList,
  type ExceptionAction,
  ExceptionList,
  type ExceptionRow,
  Journey,
  MessageList,
  OrderView,
} from './contract.ts'

/** What an asking flow shows and does; scrap is asked about here, to see the way of a question. */
let intended = '1'
const asking = defineFlow({
  name: 'asking',
  version: '1',
  purpose: 'Scrap is booked when somebody says yes',
  owner: 'supervisor',
  on: ['mfg.production.scrap.recorded.v1'],
  body: OutputReceived,
  target: { p95: seconds(30), p99: seconds(60) },
  decide: ({ body, permits }) => {
    const intents = [ProductionLedger.receiveOutput({ ...body, quantity: quantity(intended) })]
    if (permits.includes('APPROVED')) return { verdict: 'accepted', sentence: 'Approved and booked.', intents }
    const question = { role: 'supervisor', text: 'May it be booked?', shown: { quantity: intended }, yes: intents }
    return { verdict: 'asked', sentence: 'Somebody has to say yes.', question }
  },
  answered: () => ({ verdict: 'accepted', sentence: 'Heard.' }),
})

const all = [asking, ...flows.filter(({ on }) => !on.includes(asking.on[0]!))]
const { database, ledger, engine, api } = await apiGround(ledgerDouble(), {
  hub: {
    flowFor: (type) => all.find((flow) => flow.on.includes(type)),
    flowNamed: (name) => all.find((flow) => flow.name === name),
    ownerInsteadOf: ({ source }) => (source.endsWith('/stranger') ? 'mes' : undefined),
  },
})
const eva = await api.person('eva', { role: 'supervisor', plant: 'A' })
const max = await api.person('max', { role: 'supervisor', plant: '*' })

let orders = 0
const order = (over = {}) => {
  const id = `odoo.${++orders}`
  ledger.orders.set(id, anOrder({ id, label: `WH/MO/${orders}`, ...over }))
  return id
}
const report = async (key: string, value: string, over = {}, type = 'output.received') => {
  const event = aMessage(type, { order: key, quantity: { value, uom: 'H87' } }, over)
  await engine.receive([event])
  return event
}
const within = { timeout: 10_000, interval: 50 }
const exceptionOf = (messageId: string, state = 'open') =>
  vi.waitFor(async () => {
    const { groups } = ExceptionList.parse((await max.get(`/api/v1/exceptions?state=${state}`)).json())
    const found = groups.flatMap(({ items }) => items).find((item) => item.messageId === messageId)
    expect(found).toBeDefined()
    return found as ExceptionRow
  }, within)
const journey = async (messageId: string) => Journey.parse((await max.get(`/api/v1/messages/${messageId}`)).json())
const becomes = (messageId: string, progress: string, verdict: string) =>
  vi.waitFor(async () => expect((await journey(messageId)).message).toMatchObject({ progress, verdict }), within)
const act = async (person: TestPerson, deed: ExceptionAction) => {
  const answer = await person.post('/api/v1/exceptions/actions', deed)
  expect(answer.statusCode, answer.body).toBe(200)
  return ActionResult.parse(answer.json())
}
const done = { done: 1, refused: [] }
const bookedFor = (messageId: string, key: string) =>
  ledger.booked.filter(({ body }) => (body as { order: string }).order === key).map(({ body }) => body)

describe('an exception', () => {
  it('is given to somebody who sees it, and back', async () => {
    const { messageId } = await report('odoo.404', '1')
    const { exceptionId } = await exceptionOf(messageId)
    expect(await act(eva, { ids: [exceptionId], action: 'assign', to: 'max' })).toEqual(done)
    expect((await exceptionOf(messageId)).assignedTo).toBe('max')
    expect((await act(eva, { ids: [exceptionId], action: 'assign', to: 'nobody' })).refused[0]?.code).toBe(
      'UNKNOWN_PERSON',
    )
    expect(await act(eva, { ids: [exceptionId], action: 'assign', to: null })).toEqual(done)
    expect((await exceptionOf(messageId)).assignedTo).toBeNull()
  })

  it('is retried once its cause is mended, and booked once', async () => {
    const key = `odoo.${++orders}`
    const { messageId } = await report(key, '3')
    const { exceptionId } = await exceptionOf(messageId)
    ledger.orders.set(key, anOrder({ id: key }))
    expect(await act(eva, { ids: [exceptionId], action: 'retry' })).toEqual(done)
    await becomes(messageId, 'closed', 'accepted')
    expect(bookedFor(messageId, key)).toHaveLength(1)
    const settled = await exceptionOf(messageId, 'closed')
    expect(settled).toMatchObject({ resolution: 'retried', closedBy: 'eva', may: [] })
    const { trail } = await journey(messageId)
    expect(trail.map(({ actor, action }) => [actor, action])).toContainEqual(['eva', 'exception.retried'])
  })

  it('is retried after Odoo’s refusal: the same effect under the same key, and the tally stays right', async () => {
    const key = order()
    ledger.before = () => {
      throw new Refused('NEGATIVE_STOCK', 'Not enough there.')
    }
    const { messageId } = await report(key, '4')
    const { exceptionId } = await exceptionOf(messageId)
    ledger.before = () => {}
    await vi.waitFor(async () => expect(await act(eva, { ids: [exceptionId], action: 'retry' })).toEqual(done), within)
    await becomes(messageId, 'closed', 'accepted')
    const { effects } = await journey(messageId)
    expect(effects.map(({ state, attempts }) => [state, attempts])).toEqual([['confirmed', 2]])
    const view = OrderView.parse((await eva.get(`/api/v1/orders/${key}`)).json())
    expect(view.produced.total).toEqual(quantity(4))
    expect(view.order).toMatchObject({ booked: quantity(4), openExceptions: 0 })
  })

  it('is corrected: the corrected payload is booked, the original stays, and a later retry keeps the correction', async () => {
    const key = order()
    const { messageId } = await report(key, '1000')
    const { exceptionId } = await exceptionOf(messageId)
    ledger.before = () => {
      throw new Refused('NEGATIVE_STOCK', 'Not enough there.')
    }
    const body = { order: key, quantity: quantity(10) }
    expect(await act(eva, { ids: [exceptionId], action: 'correct', body, reason: 'typing error' })).toEqual(done)
    const again = await vi.waitFor(async () => {
      const row = await exceptionOf(messageId)
      expect(row.code).toBe('NEGATIVE_STOCK')
      return row
    }, within)
    expect(again.body).toEqual(body)
    ledger.before = () => {}
    await vi.waitFor(
      async () => expect(await act(eva, { ids: [again.exceptionId], action: 'retry' })).toEqual(done),
      within,
    )
    await becomes(messageId, 'closed', 'accepted')
    expect(bookedFor(messageId, key)).toEqual([body])
    const { event, trail } = await journey(messageId)
    expect(event).toMatchObject({ data: { quantity: { value: '1000' } } })
    expect(trail.find(({ action }) => action === 'exception.corrected')).toMatchObject({
      actor: 'eva',
      sentence: 'typing error',
    })
  })

  it('about the wrong order goes on in the lane and case of the right one', async () => {
    const wrong = `odoo.${++orders}`
    const key = order()
    const { messageId, id, source } = await report(wrong, '6')
    const { exceptionId } = await exceptionOf(messageId)
    const body = { order: key, quantity: quantity(6) }
    expect(await act(eva, { ids: [exceptionId], action: 'correct', body, reason: 'wrong order' })).toEqual(done)
    await becomes(messageId, 'closed', 'skipped')
    await vi.waitFor(() => expect(bookedFor(messageId, key)).toEqual([body]), within)
    await vi.waitFor(async () => {
      const { produced } = OrderView.parse((await eva.get(`/api/v1/orders/${key}`)).json())
      expect(produced.total).toEqual(quantity(6))
    }, within)
    expect((await eva.get(`/api/v1/orders/${wrong}`)).statusCode).toBe(404)
    const found = MessageList.parse((await eva.get(`/api/v1/messages?q=${id}`)).json()).items
    expect(found.map((item) => [item.id, item.subject])).toEqual([
      [`${messageId}.corrected.1`, expect.anything()],
      [id, wrong],
    ])
    const reversal = aMessage('output.reversed', { order: key, reverses: id }, { source })
    await engine.receive([reversal])
    await becomes(reversal.messageId, 'closed', 'accepted')
    await vi.waitFor(async () => {
      const { produced } = OrderView.parse((await eva.get(`/api/v1/orders/${key}`)).json())
      expect(produced.total).toEqual(quantity(0))
    }, within)
  })

  it('takes no correction against the schema of its event, and says where', async () => {
    const { messageId } = await report(order(), '1000')
    const { exceptionId } = await exceptionOf(messageId)
    const body = { order: 'odoo.1', quantity: { value: '-1', uom: 'H87' }, extra: true }
    const answer = await eva.post('/api/v1/exceptions/actions', {
      ids: [exceptionId],
      action: 'correct',
      body,
      reason: 'why not',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toContain('/body/quantity')
    expect((await exceptionOf(messageId)).closedAt).toBeNull()
  })

  it('is skipped with a reason: nothing is booked', async () => {
    const key = order()
    const { messageId } = await report(key, '1000')
    const { exceptionId } = await exceptionOf(messageId)
    expect((await eva.post('/api/v1/exceptions/actions', { ids: [exceptionId], action: 'skip' })).statusCode).toBe(422)
    expect(await act(eva, { ids: [exceptionId], action: 'skip', reason: 'test report' })).toEqual(done)
    await becomes(messageId, 'closed', 'skipped')
    expect(bookedFor(messageId, key)).toEqual([])
  })

  it('EXC-10: is overridden by name for a while where the rule allows it, which stays on its record', async () => {
    const key = order()
    const { messageId } = await report(key, '200')
    const { exceptionId, may } = await exceptionOf(messageId)
    expect(may).toContain('override')
    const forced = { action: 'override', reason: 'they are there', hours: 2 } as const
    // Judged after its time is over, the rule holds again.
    const { rulings } = api.parts
    const until = systemClock.now()
    expect(await rulings.settle({ exceptionId, by: 'eva', reason: 'too late', how: 'overridden', until })).toBe('done')
    engine.wake()
    const again = await vi.waitFor(async () => {
      const found = await exceptionOf(messageId)
      expect(found.exceptionId).not.toBe(exceptionId)
      return found
    }, within)
    expect(bookedFor(messageId, key)).toEqual([])
    expect(await act(eva, { ids: [again.exceptionId], ...forced })).toEqual(done)
    await becomes(messageId, 'closed', 'flagged')
    expect(bookedFor(messageId, key)).toHaveLength(1)
    const { trail } = (await eva.get(`/api/v1/messages/${messageId}`)).json()
    expect(trail).toContainEqual(
      expect.objectContaining({
        actor: 'eva',
        action: 'exception.overridden',
        sentence: expect.stringMatching(/^they are there \(set aside until /),
      }),
    )
    const unknown = await report('odoo.404', '1')
    const { exceptionId: other } = await exceptionOf(unknown.messageId)
    expect((await act(eva, { ids: [other], action: 'override', reason: 'why not', hours: 1 })).refused[0]?.code).toBe(
      'NOT_OVERRIDABLE',
    )
  })

  it('of many is treated each by itself; of two people at once, one wins', async () => {
    const events = await Promise.all([1, 2, 3].map(() => report('odoo.404', '1')))
    const ids = (await Promise.all(events.map(({ messageId }) => exceptionOf(messageId)))).map((row) => row.exceptionId)
    const unknown = '00000000-0000-7000-8000-000000000000'
    const [first, second] = await Promise.all([
      act(eva, { ids: [...ids, unknown], action: 'skip', reason: 'not ours' }),
      act(max, { ids: [...ids, unknown].reverse(), action: 'skip', reason: 'not ours' }),
    ])
    expect(first.done + second.done).toBe(3)
    const codes = [...first.refused, ...second.refused].map(({ code }) => code).sort()
    expect(codes).toEqual(['ALREADY_DONE', 'ALREADY_DONE', 'ALREADY_DONE', 'NOT_FOUND', 'NOT_FOUND'])
  })

  it('of another plant is not there for whoever does not see it', async () => {
    const { messageId } = await report('odoo.404', '1', { plant: 'B', source: '/plants/B/systems/mes' })
    const { exceptionId } = await exceptionOf(messageId)
    for (const id of [exceptionId, '00000000-0000-7000-8000-000000000000'])
      expect(await act(eva, { ids: [id], action: 'retry' })).toEqual({
        done: 0,
        refused: [{ id, code: 'NOT_FOUND', sentence: 'There is no such exception, or it is not yours to see.' }],
      })
  })
})

describe('a question', () => {
  const asked = async (over = {}) => {
    intended = '1'
    const event = await report(order(), '1', over, 'scrap.recorded')
    return vi.waitFor(async () => {
      const { items } = ApprovalList.parse((await max.get('/api/v1/approvals')).json())
      const item = items.find(({ messageId }) => messageId === event.messageId)
      expect(item).toBeDefined()
      return item!
    }, within)
  }
  const say = (person: TestPerson, { approvalId, shownHash }: { approvalId: string; shownHash: string }, over = {}) =>
    person.post(`/api/v1/approvals/${approvalId}`, { answer: 'yes', reason: 'seen it', shownHash, password, ...over })

  it('answered with yes is judged again and booked', async () => {
    const item = await asked()
    const answer = await say(eva, item)
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({ answer: 'yes', answeredBy: 'eva', reason: 'seen it' })
    await becomes(item.messageId, 'closed', 'accepted')
    expect((await journey(item.messageId)).effects).toHaveLength(1)
  })

  it('answered with no ends there', async () => {
    const item = await asked()
    expect((await say(eva, item, { answer: 'no' })).statusCode).toBe(200)
    await becomes(item.messageId, 'closed', 'refused')
    const { message, effects } = await journey(item.messageId)
    expect(message.sentence).toBe('eva said no: seen it')
    expect(effects).toEqual([])
  })

  it('is answered once, for exactly what was shown, with the password', async () => {
    const item = await asked()
    expect((await say(eva, item, { password: 'wrong' })).json().code).toBe('PASSWORD_WRONG')
    const changed = await say(eva, item, { shownHash: 'a'.repeat(64) })
    expect([changed.statusCode, changed.json().code]).toEqual([409, 'SHOWN_CHANGED'])
    const answers = await Promise.all([say(eva, item), say(max, item, { answer: 'no' })])
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find(({ statusCode }) => statusCode === 409)!.json().code).toBe('ALREADY_DONE')
    expect((await say(eva, item)).statusCode).toBe(409)
  })

  it('is not answered by whoever asked', async () => {
    const item = await asked({ actor: 'eva' })
    const answer = await say(eva, item)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'NOT_AUTHORISED'])
    expect((await say(max, item)).statusCode).toBe(200)
  })

  it('SYNC-01: comes about when a system writes what it does not own; nothing is booked before the answer', async () => {
    const key = order()
    const source = '/plants/A/systems/stranger'
    const event = await report(key, '2', { source })
    await becomes(event.messageId, 'asking', 'asked')
    expect((await journey(event.messageId)).effects).toEqual([])
    const { items } = ApprovalList.parse((await max.get('/api/v1/approvals')).json())
    const item = items.find(({ messageId }) => messageId === event.messageId)!
    expect(item).toMatchObject({ role: 'planner', mine: false, shown: { from: 'stranger', owner: 'mes' } })
    const pia = await api.person('pia', { role: 'planner', plant: 'A' })
    expect((await say(max, item)).statusCode).toBe(403)
    expect((await say(pia, item)).statusCode).toBe(200)
    await becomes(event.messageId, 'closed', 'accepted')
    expect(bookedFor(event.messageId, key)).toHaveLength(1)
  })

  it('SYNC-02: of a non-owner’s change answered with no leaves the owner’s word, and says who said no', async () => {
    const event = await report(order(), '2', { source: '/plants/A/systems/stranger' })
    await becomes(event.messageId, 'asking', 'asked')
    const { items } = ApprovalList.parse((await max.get('/api/v1/approvals')).json())
    const pit = await api.person('pit', { role: 'planner', plant: 'A' })
    const item = items.find(({ messageId }) => messageId === event.messageId)!
    expect((await say(pit, item, { answer: 'no', reason: 'counted twice' })).statusCode).toBe(200)
    await becomes(event.messageId, 'closed', 'refused')
    expect((await journey(event.messageId)).message.sentence).toBe('pit said no: counted twice')
    const closed = ApprovalList.parse((await max.get('/api/v1/approvals?state=closed')).json()).items
    expect(closed.find(({ messageId }) => messageId === event.messageId)).toMatchObject({
      answer: 'no',
      answeredBy: 'pit',
    })
  })

  it('whose yes was for something else than what would be done now stops, and is asked again', async () => {
    const item = await asked()
    intended = '2'
    expect((await say(eva, item)).statusCode).toBe(200)
    const { exceptionId, code } = await exceptionOf(item.messageId)
    expect(code).toBe('APPROVED_CHANGED')
    expect((await journey(item.messageId)).effects).toEqual([])
    expect(await act(eva, { ids: [exceptionId], action: 'retry' })).toEqual(done)
    await becomes(item.messageId, 'asking', 'asked')
    const { items } = ApprovalList.parse((await eva.get('/api/v1/approvals')).json())
    expect(items.find(({ messageId }) => messageId === item.messageId)).toMatchObject({ shown: { quantity: '2' } })
  })
})
