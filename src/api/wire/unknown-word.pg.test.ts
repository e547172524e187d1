import { describe, expect, it } from 'vitest'
import { sha256 } from '#kernel/canonical-json'
import { anIssue, mended } from '../../../test/support/wire.ts'
import { wireDoorGround } from '../../../test/support/wire-door.ts'
import { eventually } from '../../../test/support/eventually.ts'

const { database, api, mend, steward, say } = await wireDoorGround()

const json = (value: unknown) => JSON.stringify(value)

describe('a record with a word that the table does not know', () => {
  const exceptionOf = async (messageId: string) => {
    const { groups } = (await steward.get('/api/v1/exceptions')).json()
    const items = groups.flatMap(({ items: all }: { items: object[] }) => all) as Record<string, unknown>[]
    return items.find((item) => item['messageId'] === messageId)
  }
  const stopped = (messageId: string) =>
    eventually(async () => {
      const exception = await exceptionOf(messageId)
      expect(exception).toBeDefined()
      return exception!
    })
  const retry = (id: unknown) => steward.post('/api/v1/exceptions/actions', { action: 'retry', ids: [id] })
  const knowsBoxes = () => mended(({ units }) => ({ units: { ...units, plant: { ...units['plant'], box: 'H87' } } }))
  const eventsOf = async (wireHash: string) =>
    (await database.pool.query('select id, causation, type from message where wire = $1 order by id', [wireHash])).rows

  it('is acknowledged and kept whole, and becomes one exception for the steward', async () => {
    const text = json(anIssue([{}, { uom: 'box' }, { uom: 'crate' }]))
    const answer = await say(text)
    expect(answer.statusCode, answer.body).toBe(202)
    const [receipt, ...others] = answer.json().receipts
    expect(others).toEqual([])
    expect(receipt).toMatchObject({
      status: 'accepted',
      code: 'UOM_NOT_CONVERTIBLE',
      sentence: 'Kept until the field table is mended: line.uom says "box", which is no unit the plant has named.',
    })
    expect(await eventsOf(sha256(text))).toMatchObject([{ type: 'wire.record.kept.v1' }])
    const exception = await stopped(receipt.messageId)
    expect(exception).toMatchObject({
      code: 'UOM_NOT_CONVERTIBLE',
      ownerRole: 'steward',
      title: 'Record not understood',
      subject: 'odoo.1',
      sentence: 'Material issue, line 2: line.uom says "box", which is no unit the plant has named. And 1 more.',
      may: ['assign', 'retry', 'skip'],
    })
    const again = await say(text)
    expect(again.json().receipts).toMatchObject([{ status: 'duplicate', messageId: receipt.messageId }])
  })

  it('becomes its events when the table is mended and somebody says "retry", once', async () => {
    const text = json(anIssue([{}, { uom: 'box' }]))
    const [{ messageId }] = (await say(text)).json().receipts
    const { exceptionId } = await stopped(messageId)
    expect((await retry(exceptionId)).json()).toMatchObject({ done: 1 })
    const still = await stopped(messageId)
    expect(still['exceptionId']).not.toBe(exceptionId)

    mend(knowsBoxes())
    expect((await retry(still['exceptionId'])).json()).toMatchObject({ done: 1 })
    await eventually(async () => expect(await eventsOf(sha256(text))).toHaveLength(3))
    const document = JSON.parse(text).data.document_no
    expect(await eventsOf(sha256(text))).toMatchObject([
      { id: `${document}/1`, causation: messageId },
      { id: `${document}/2`, causation: messageId },
      { id: `record/${sha256(text)}` },
    ])
    expect(await exceptionOf(messageId)).toBeUndefined()
    const journey = (await steward.get(`/api/v1/messages/${messageId}`)).json()
    expect(journey.message).toMatchObject({ progress: 'closed', verdict: 'accepted' })
    expect(journey.message.sentence).toContain(`Became ${document}/1, ${document}/2, by the field table mes-a@`)
    expect((await say(text)).json().receipts.map(({ status }: { status: string }) => status)).toEqual([
      'duplicate',
      'duplicate',
    ])
  })

  it('is kept when its kind is not described at all, under the name by which it calls itself', async () => {
    const [receipt] = (await say({ event: 'work_order.danced', data: { n: 1 } })).json().receipts
    expect(receipt).toMatchObject({ status: 'accepted', code: 'UNMAPPED_RECORD' })
    const exception = await stopped(receipt.messageId)
    expect(exception).toMatchObject({
      subject: 'mes',
      sentence: 'The table mes-a describes no such record: event says "work_order.danced".',
      suggestion: expect.stringContaining('ignored'),
    })
    mend(mended(({ ignored }) => ({ ignored: [...ignored, [{ path: 'event', is: 'work_order.danced' }]] })))
    await retry(exception['exceptionId'])
    await eventually(async () => expect(await exceptionOf(receipt.messageId)).toBeUndefined())
  })

  it('is not corrected by hand: what a system said stays what it said', async () => {
    const [receipt] = (await say(anIssue([{ uom: 'box' }]))).json().receipts
    const { exceptionId, body } = await stopped(receipt.messageId)
    const answer = await steward.post('/api/v1/exceptions/actions', {
      action: 'correct',
      ids: [exceptionId],
      body,
      reason: 'as I like it',
    })
    expect(answer.statusCode).toBe(422)
  })

  it('never becomes what the key that brought it may not send', async () => {
    const narrow = await api.key({ types: ['mfg.production.scrap.recorded.v1'] })
    const [receipt] = (await say(anIssue([{ uom: 'box' }]), { key: narrow })).json().receipts
    const { exceptionId } = await stopped(receipt.messageId)
    mend(knowsBoxes())
    await retry(exceptionId)
    await eventually(async () =>
      expect(await exceptionOf(receipt.messageId)).toMatchObject({
        code: 'NOT_AUTHORISED',
        ownerRole: 'integration',
      }),
    )
  })
})
