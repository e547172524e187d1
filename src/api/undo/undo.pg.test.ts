import { describe, expect, it } from 'vitest'
import { days, instant } from '#kernel/time'
import { uuids } from '#kernel/world'
import { apiGround } from '../../../test/support/api-ground.ts'
import { password, type TestPerson } from '../../../test/support/api.ts'
import { aMessage, anOrder } from '../../../test/support/builders.ts'
import { ledgerDouble } from '../../../test/support/ledger-double.ts'
import { eventually } from '../../../test/support/eventually.ts'

const { database, ledger, engine, api } = await apiGround(
  ledgerDouble(anOrder({ id: 'odoo.7', ordered: { value: '1000', uom: 'H87' } })),
)
const anna = await api.person('anna', { role: 'supervisor', plant: 'A' })
const bert = await api.person('bert', { role: 'supervisor', plant: 'A' })

const rows = async (sql: string) => (await database.pool.query(sql)).rows
const over = (messageId: string, confirmed = 1) =>
  eventually(async () =>
    expect(await rows(`select from intent where message_id = '${messageId}' and state = 'confirmed'`)).toHaveLength(
      confirmed,
    ),
  )

/** A report of five pieces that is booked; told so long ago. */
async function booked(id: string, ago = 0) {
  const messageId = uuids({ now: () => instant(Date.now() - ago), sleep: async () => {} })()
  const report = aMessage(
    'output.received',
    { order: 'odoo.7', quantity: { value: '5', uom: 'H87' } },
    { id, messageId },
  )
  await engine.receive([report])
  await over(messageId)
  return `/api/v1/messages/${messageId}/undo`
}

const messages = async () => (await rows('select count(*)::int as count from message'))[0].count
const because = { reason: 'counted twice' }

describe('what was booked', () => {
  it('EXC-10: is taken back by a person under their name: first in one sentence, then once, and not a second time', async () => {
    const undo = await booked('R-1')
    expect((await anna.get(undo)).json()).toEqual({
      state: 'possible',
      sentence: 'The receipt of 5 pcs for WH/MO/00042 is taken back.',
      code: null,
      now: null,
      secondPerson: null,
      may: true,
      earlier: [],
    })
    const before = await messages()
    expect(ledger.booked).toHaveLength(1)

    const done = await anna.post(undo, because)
    expect(done.statusCode, done.body).toBe(202)
    await over(done.json().messageId)
    expect(ledger.booked.at(-1)).toMatchObject({ operation: 'reverseOutput', actor: 'anna' })

    const again = await anna.post(undo, because)
    expect(again.json()).toMatchObject({ status: 409, code: 'OVER_REVERSAL' })
    expect((await anna.get(undo)).json()).toMatchObject({
      state: 'impossible',
      code: 'OVER_REVERSAL',
      sentence: expect.stringContaining('taken back already'),
      earlier: [{ messageId: done.json().messageId, by: 'anna', progress: 'closed', verdict: 'accepted' }],
    })
    expect(await messages()).toBe(before + 1)
    expect(await rows('select from exception')).toEqual([])
  })

  it('of two people at once, or of two clicks, one takes it back and the other is told so', async () => {
    const undo = await booked('R-2')
    const answers = await Promise.all([anna.post(undo, because), bert.post(undo, because), anna.post(undo, because)])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([202, 409, 409])
    for (const answer of answers.filter(({ statusCode }) => statusCode === 409))
      expect(['ALREADY_DONE', 'OVER_REVERSAL']).toContain(answer.json().code)
    await over(answers.find(({ statusCode }) => statusCode === 202)!.json().messageId)
    expect(ledger.booked.filter(({ operation }) => operation === 'reverseOutput')).toHaveLength(2)
  })

  it('EXC-07 EXC-10: what came more than a day ago is taken back under two names', async () => {
    const undo = await booked('R-3', days(2))
    expect((await anna.get(undo)).json()).toMatchObject({
      state: 'asks',
      code: 'TAKEN_BACK_LATE',
      sentence: expect.stringContaining('anna takes back what came more than 1 day ago: The receipt of 5 pcs'),
      secondPerson: { roles: ['supervisor', 'admin'], because: expect.any(String) },
    })
    const asked = (await anna.post(undo, because)).json()
    expect(asked).toMatchObject({ asks: true })
    const questions = async (who: TestPerson) => (await who.get('/api/v1/approvals')).json().items
    await eventually(async () => expect(await questions(bert)).toMatchObject([{ mine: true }]))
    expect((await questions(anna))[0].mine).toBe(false)
    const [{ approvalId, shownHash }] = await questions(bert)
    const reversed = ledger.booked.length
    const sign = { answer: 'yes', reason: 'seen it', shownHash, password }
    expect((await anna.post(`/api/v1/approvals/${approvalId}`, sign)).statusCode).toBe(403)
    expect((await anna.post(undo, because)).json()).toMatchObject({ code: 'ALREADY_DONE' })
    expect(ledger.booked).toHaveLength(reversed)
    expect((await bert.post(`/api/v1/approvals/${approvalId}`, sign)).statusCode).toBe(200)
    await over(asked.messageId)
  })

  it('says what now where nothing takes it back, or nothing is booked', async () => {
    const report = (type: string, data: object, id: string) => aMessage(type, { order: 'odoo.7', ...data }, { id })
    const pause = report('operation.paused', { operation: '10' }, 'P-1')
    const unknown = aMessage(
      'output.received',
      { order: 'odoo.404', quantity: { value: '1', uom: 'H87' } },
      { id: 'R-9' },
    )
    await engine.receive([pause, unknown])
    await eventually(async () =>
      expect(await rows("select from exception where code = 'UNKNOWN_ORDER'")).toHaveLength(1),
    )
    const told = async ({ messageId }: { messageId: string }) =>
      (await anna.get(`/api/v1/messages/${messageId}/undo`)).json()
    expect(await told(pause)).toMatchObject({ code: 'NO_REVERSAL', now: expect.stringContaining('Take back the time') })
    expect(await told(unknown)).toMatchObject({ state: 'impossible', code: 'NOTHING_TO_DO' })
    const before = await messages()
    expect((await anna.post(`/api/v1/messages/${pause.messageId}/undo`, because)).json().code).toBe('NO_REVERSAL')
    expect(await messages()).toBe(before)
  })
})
