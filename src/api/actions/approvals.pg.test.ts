import { describe, expect, it } from 'vitest'
import { password, type TestPerson } from '../../../test/support/api.ts'
import { ApprovalList } from '../contract.ts'
import { decisionsGround } from '../../../test/support/decisions.ts'
import { eventually } from '../../../test/support/eventually.ts'

const { api, eva, max, intended, order, report, exceptionOf, journey, becomes, act, done, bookedFor } =
  await decisionsGround()

describe('a question', () => {
  const asked = async (over = {}) => {
    intended.quantity = '1'
    const event = await report(order(), '1', over, 'scrap.recorded')
    return eventually(async () => {
      const { items } = ApprovalList.parse((await max.get('/api/v1/approvals')).json())
      const item = items.find(({ messageId }) => messageId === event.messageId)
      expect(item).toBeDefined()
      return item!
    })
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
    intended.quantity = '2'
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
