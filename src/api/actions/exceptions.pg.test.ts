import { describe, expect, it } from 'vitest'
import { Refused } from '#kernel/failure'
import { systemClock } from '#kernel/world'
import { quantity } from '#model/quantity'
import { aMessage, anOrder } from '../../../test/support/builders.ts'
import { MessageList, OrderView } from '../contract.ts'
import { decisionsGround } from '../../../test/support/decisions.ts'
import { eventually } from '../../../test/support/eventually.ts'

const { ledger, engine, api, eva, max, order, unheardOf, report, exceptionOf, journey, becomes, act, done, bookedFor } =
  await decisionsGround()

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
    const key = unheardOf()
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
    await eventually(async () => expect(await act(eva, { ids: [exceptionId], action: 'retry' })).toEqual(done))
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
    const again = await eventually(async () => {
      const row = await exceptionOf(messageId)
      expect(row.code).toBe('NEGATIVE_STOCK')
      return row
    })
    expect(again.body).toEqual(body)
    ledger.before = () => {}
    await eventually(async () => expect(await act(eva, { ids: [again.exceptionId], action: 'retry' })).toEqual(done))
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
    const wrong = unheardOf()
    const key = order()
    const { messageId, id, source } = await report(wrong, '6')
    const { exceptionId } = await exceptionOf(messageId)
    const body = { order: key, quantity: quantity(6) }
    expect(await act(eva, { ids: [exceptionId], action: 'correct', body, reason: 'wrong order' })).toEqual(done)
    await becomes(messageId, 'closed', 'skipped')
    await eventually(() => expect(bookedFor(messageId, key)).toEqual([body]))
    await eventually(async () => {
      const { produced } = OrderView.parse((await eva.get(`/api/v1/orders/${key}`)).json())
      expect(produced.total).toEqual(quantity(6))
    })
    expect((await eva.get(`/api/v1/orders/${wrong}`)).statusCode).toBe(404)
    const found = MessageList.parse((await eva.get(`/api/v1/messages?q=${id}`)).json()).items
    expect(found.map((item) => [item.id, item.subject])).toEqual([
      [`${messageId}.corrected.1`, expect.anything()],
      [id, wrong],
    ])
    const reversal = aMessage('output.reversed', { order: key, reverses: id }, { source })
    await engine.receive([reversal])
    await becomes(reversal.messageId, 'closed', 'accepted')
    await eventually(async () => {
      const { produced } = OrderView.parse((await eva.get(`/api/v1/orders/${key}`)).json())
      expect(produced.total).toEqual(quantity(0))
    })
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
    const again = await eventually(async () => {
      const found = await exceptionOf(messageId)
      expect(found.exceptionId).not.toBe(exceptionId)
      return found
    })
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
