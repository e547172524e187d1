import { describe, expect, it } from 'vitest'
import { sha256 } from '#kernel/canonical-json'
import { anIssue } from '../../../test/support/wire.ts'
import { wireDoorGround } from '../../../test/support/wire-door.ts'

const { database, everything, say } = await wireDoorGround()

const json = (value: unknown) => JSON.stringify(value)
const messageOf = async (id: string) =>
  (await database.pool.query('select * from message where message_id = $1', [id])).rows[0]

describe('a record in the words of the MES', () => {
  it('SYNC-14: becomes an event for each of its lines, with the digits that were written', async () => {
    const record = anIssue([
      { quantity: '1.012,50' },
      { material_code: '007', quantity: '0,500000', lot_number: '1E5' },
    ])
    const text = json(record).replace('"document_no"', '"shift":12.500,"serial":12345678901234567890,"document_no"')
    const answer = await say(text)
    expect(answer.statusCode, answer.body).toBe(202)
    const { receipts } = answer.json()
    expect(receipts).toMatchObject([
      { status: 'accepted', id: `${record.data.document_no}/1`, source: '/plants/A/systems/mes' },
      { status: 'accepted', id: `${record.data.document_no}/2` },
    ])
    const second = await messageOf(receipts[1].messageId)
    expect(second).toMatchObject({
      type: 'mfg.production.material.issued.v1',
      key: 'odoo.1',
      occurred_at: '2026-11-22T05:04:11.000Z',
      actor: 'op-1027',
      wire: sha256(text),
    })
    expect(second.event).toMatchObject({
      fieldtable: expect.stringMatching(/^mes-a@/),
      data: { item: '007', lot: '1E5', quantity: { value: '0.500000', uom: 'KGM' } },
    })
    const kept = await database.pool.query('select * from wire_record where sha256 = $1', [sha256(text)])
    expect(kept.rows).toMatchObject([{ plant: 'A', system: 'mes', field_table: 'mes-a' }])
    expect(kept.rows[0].bytes.toString()).toBe(text)
  })

  it('that comes again is a duplicate, event by event, and its bytes are kept once', async () => {
    const record = anIssue([{}, {}])
    const first = await say(record)
    const before = await everything()
    const again = await say(record)
    expect(again.statusCode).toBe(202)
    expect(again.json().receipts).toEqual(
      first.json().receipts.map((receipt: object) => ({ ...receipt, status: 'duplicate' })),
    )
    expect(await everything()).toEqual({ ...before, duplicates: before['duplicates']! + 2 })
  })

  it('that contradicts what was said before is a conflict, and nothing new of it is taken', async () => {
    const record = anIssue([{}, {}])
    await say(record)
    const before = await everything()
    const [one, two] = record.data.lines
    const longer = { ...record, data: { ...record.data, lines: [one, { ...two, quantity: '13' }, {}] } }
    const whole = { ...longer, data: { ...longer.data, lines: [...longer.data.lines.slice(0, 2), one] } }
    for (const contradiction of [
      whole,
      { ...record, data: { ...record.data, lines: [one, { ...two, quantity: '13' }] } },
    ]) {
      const answer = await say(contradiction)
      expect([answer.statusCode, answer.body.includes('DUPLICATE_CONFLICT')], answer.body).toEqual([409, true])
    }
    const after = await everything()
    expect({ ...after, duplicates: 0 }).toEqual({ ...before, duplicates: 0 })
    const grown = await say({ ...record, data: { ...record.data, lines: [one, two, one] } })
    expect(grown.json().receipts.map(({ status }: { status: string }) => status)).toEqual([
      'duplicate',
      'duplicate',
      'accepted',
    ])
  })

  it('that means nothing is acknowledged, and not kept', async () => {
    const before = await everything()
    const answer = await say({ event: 'machine.heartbeat', timestamp: 'whenever' })
    expect([answer.statusCode, answer.json()]).toEqual([202, { receipts: [] }])
    expect(await everything()).toEqual(before)
  })

  it('that contradicts holds nobody who rides the same commit', async () => {
    const record = anIssue([{}, {}])
    await say(record)
    const [one, two] = record.data.lines
    const wrong = { ...record, data: { ...record.data, lines: [{ ...one, quantity: '9' }, two, one] } }
    const answers = await Promise.all([say(wrong), ...Array.from({ length: 20 }, () => say(anIssue()))])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([409, ...Array.from({ length: 20 }, () => 202)])
  })
})
