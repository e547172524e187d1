import { describe, expect, it } from 'vitest'
import { sha256 } from '#kernel/canonical-json'
import { anIssue, mesA } from '../../../test/support/wire.ts'
import { wireDoorGround } from '../../../test/support/wire-door.ts'

const { api, key, steward, everything, say } = await wireDoorGround()

const json = (value: unknown) => JSON.stringify(value)

describe('a preview', () => {
  const ask = (record: unknown, by = steward, table = 'mes-a') =>
    api.app.inject({
      method: 'POST',
      url: `/api/v1/wire/${table}/preview`,
      payload: typeof record === 'string' ? record : json(record),
      headers: { cookie: by.cookie, 'x-csrf-token': by.csrf, 'content-type': 'application/json' },
    })

  it('SYNC-14: shows row by row what a record would become, and keeps nothing', async () => {
    const before = await everything()
    const record = anIssue([{ quantity: 12.5 }, { quantity: '1.012,50', uom: 'box' }])
    const answer = await ask(json(record).replace('12.5', '12.50'))
    expect(answer.statusCode, answer.body).toBe(200)
    const { kind, version, events, problems } = answer.json()
    expect([kind, version]).toEqual(['malformed', expect.stringMatching(/^mes-a@[0-9a-f]{64}$/)])
    expect(problems).toMatchObject([
      { line: 1, pointer: '/data/lines/0/quantity', code: 'FIELD_UNREADABLE' },
      { line: 2, pointer: '/data/lines/1/uom', code: 'UOM_NOT_CONVERTIBLE' },
    ])
    expect(problems[0].sentence).toContain('"12.50"')
    expect(events[1].rows).toContainEqual({
      row: 'data.quantity.value',
      nth: 6,
      source: 'line.quantity',
      pointer: '/data/lines/1/quantity',
      steps: ['number german'],
      found: '1.012,50',
      result: '1012.50',
    })
    expect((await ask(anIssue())).json()).toMatchObject({
      kind: 'events',
      problems: [],
      events: [{ title: 'Material issued', event: { source: '/plants/A/systems/mes', data: { order: 'odoo.1' } } }],
    })
    expect((await ask({ event: 'machine.heartbeat' })).json()).toMatchObject({ kind: 'ignored', events: [] })
    expect(await everything()).toEqual(before)
  })

  it('refuses what the door cannot read, as the door does', async () => {
    for (const [body, status] of [
      ['{"a":', 400],
      ['{"a":1,"a":2}', 400],
      ['[1]', 422],
      [json(anIssue([{ note: 'x'.repeat(300_000) }])), 413],
    ] as const)
      expect((await ask(body)).statusCode, body.slice(0, 40)).toBe(status)
    expect((await ask(anIssue(), steward, 'mes-b')).statusCode).toBe(404)
    const supervisor = await api.person('supervisor', { role: 'supervisor', plant: 'A' })
    expect((await ask(anIssue(), supervisor)).statusCode).toBe(403)
  })
})

describe('a field table', () => {
  it('is shown with its rows, and with the last record that came, byte by byte and what it became', async () => {
    const said = `${json(anIssue([{}, {}]))}\n`
    const { receipts } = (await say(said)).json()
    const table = (await steward.get('/api/v1/wire/mes-a')).json()
    expect(table).toMatchObject({
      table: 'mes-a',
      speakers: [{ plant: 'A', system: 'mes', title: 'MES of plant A', signs: false }],
      received: { sha256: sha256(said), text: said, fieldTable: 'mes-a', plant: 'A', system: 'mes' },
    })
    expect(table.received.became.map(({ messageId }: { messageId: string }) => messageId)).toEqual(
      receipts.map(({ messageId }: { messageId: string }) => messageId),
    )
    const issue = table.kinds.find(({ record }: { record: string }) => record === 'material issue')
    expect(issue).toMatchObject({
      when: ['event is "stock_document.created"', 'data.type is "material_issue"'],
      each: 'data.lines',
      title: 'Material issued',
    })
    expect(issue.rows).toContainEqual({
      row: 'data.method',
      nth: 11,
      source: 'line.method',
      steps: ['default "M"', 'lookup issue-method'],
      required: false,
    })
    expect(table.lists).toContainEqual({
      of: 'codes',
      name: 'issue-method',
      entries: expect.arrayContaining([['B', 'backflush']]),
    })

    await say(anIssue())
    const earlier = (await steward.get(`/api/v1/wire/mes-a?record=${sha256(said)}`)).json()
    expect(earlier.received.text).toBe(said)
    expect((await steward.get(`/api/v1/wire/mes-a?record=${'0'.repeat(64)}`)).json().received).toBeNull()
    expect((await steward.get('/api/v1/wire')).json().items).toMatchObject([
      { table: 'mes-a', records: mesA.records.length },
      { table: 'signed', speakers: [{ system: 'signer', signs: true }] },
    ])
  })

  it('is behind the journey of each message that it made: as received, beside the event', async () => {
    const said = json(anIssue([{}, {}]))
    const [, { messageId }] = (await say(said)).json().receipts
    const journey = (await steward.get(`/api/v1/messages/${messageId}`)).json()
    expect(journey.wire).toMatchObject({ text: said, sha256: sha256(said), became: [{}, { messageId }] })
    expect(journey.event.fieldtable).toMatch(/^mes-a@/)
    const [{ messageId: plain }] = (
      await api.send(key, {
        specversion: '1.0',
        id: 'canonical',
        source: '/plants/A/systems/mes',
        type: 'mfg.production.output.received.v1',
        time: '2026-11-22T08:00:00Z',
        data: { order: 'odoo.1', quantity: { value: '1', uom: 'H87' } },
      })
    ).json().receipts
    expect((await steward.get(`/api/v1/messages/${plain}`)).json().wire).toBeNull()
  })
})
