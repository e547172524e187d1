import fc from 'fast-check'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFieldTable } from '#governance/field-table-file'
import { parseExactJson } from '#kernel/exact-json'
import { decimalTo } from './numbers.ts'
import { FieldTable } from './table.ts'
import { preview } from './preview.ts'
import { translate } from './translate.ts'

const table = readFieldTable(path.resolve('demo/estate/field-tables/mes-a.yaml'))
const sender = { plant: 'A', system: 'mes' }

const issue = (lines: readonly object[], over: object = {}) => ({
  event: 'stock_document.created',
  data: { document_no: 'MI/2026/0001', type: 'material_issue', order_no: 'odoo.42', lines, ...over },
  timestamp: '2026-11-22 06:04:11',
})
const steel = { material_code: 'STEEL-2MM', lot_number: 'L-77', quantity: '12,500', uom: 'kg', operation_no: '10' }

describe('a record of the MES of plant A', () => {
  it('becomes one event a line, with ids that stay the same', () => {
    const record = issue([steel, { material_code: '007', lot_number: '1E5', quantity: '3', uom: 'pcs' }])
    const { events, problems, version } = translate(table, record, sender)

    expect(problems).toEqual([])
    expect(events).toMatchObject([
      {
        id: 'MI/2026/0001/1',
        source: '/plants/A/systems/mes',
        type: 'mfg.production.material.issued.v1',
        time: '2026-11-22T05:04:11.000Z',
        fieldtable: version,
        data: {
          order: 'odoo.42',
          item: 'STEEL-2MM',
          lot: 'L-77',
          operation: '10',
          quantity: { value: '12.500', uom: 'KGM' },
          document: 'MI/2026/0001',
        },
      },
      { id: 'MI/2026/0001/2', data: { item: '007', lot: '1E5', quantity: { value: '3', uom: 'H87' } } },
    ])
    expect(version).toMatch(/^mes-a@[0-9a-f]{64}$/)
  })

  it('is taken whole or not at all; each problem names the row and the place', () => {
    const record = issue([{ ...steel, quantity: '12.5' }, steel, { ...steel, uom: 'box' }, { ...steel, quantity: '0' }])
    const { kind, events, problems } = translate(table, record, sender)

    expect([kind, events]).toEqual(['malformed', []])
    expect(problems).toMatchObject([
      { line: 1, row: 'data.quantity.value', pointer: '/data/lines/0/quantity', code: 'FIELD_UNREADABLE' },
      { line: 3, row: 'data.quantity.uom', pointer: '/data/lines/2/uom', code: 'UOM_NOT_CONVERTIBLE' },
      { line: 4, row: 'data.quantity.value', pointer: '/data/lines/3/quantity', code: 'QTY_NOT_POSITIVE' },
    ])
    expect(problems[0]!.sentence).toBe('line.quantity says "12.5", which is no number as german writes them.')
  })

  it('that only has words the table does not know is not malformed: no sender can heal that', () => {
    for (const one of [
      issue([steel, { ...steel, uom: 'box' }]),
      issue([{ ...steel, method: 'Z' }]),
      { event: 'work_order.danced' },
    ])
      expect(translate(table, one, sender)).toMatchObject({ kind: 'unmapped', events: [] })
  })

  it.each([
    [
      'an acknowledgement',
      {
        event: 'work_order.acknowledged',
        data: { order_no: 'odoo.42', release_no: '1', status: 'ACCEPTED', work_order_no: 'WO-7' },
      },
      { id: 'ACK/odoo.42/1', data: { order: 'odoo.42', release: 1, accepted: true, reference: 'WO-7' } },
    ],
    [
      'a refusal',
      {
        event: 'work_order.acknowledged',
        data: { order_no: 'odoo.42', release_no: '2', status: 'REJECTED', reason: 'Started' },
      },
      { data: { release: 2, accepted: false, reason: 'Started' } },
    ],
    [
      'a status',
      {
        event: 'work_order.status_changed',
        data: {
          order_no: 'odoo.42',
          work_order_no: 'WO-7',
          change_no: '2',
          status: 'IN_PROGRESS',
          previous_status: 'ACCEPTED',
        },
      },
      { id: 'ST/WO-7/2', data: { from: 'accepted', to: 'started' } },
    ],
    [
      'a completion',
      {
        event: 'operation.completed',
        data: {
          confirmation_no: 'C-1',
          order_no: 'odoo.42',
          operation_no: '20',
          good_qty: '60,000',
          scrap_qty: '0',
          uom: 'Stk',
          machine_minutes: '312,5',
          final: true,
        },
      },
      { id: 'C-1', data: { good: { value: '60.000', uom: 'H87' }, machineTime: '312.5', final: true } },
    ],
    [
      'a receipt by serial numbers',
      {
        event: 'stock_document.created',
        data: {
          document_no: 'PR-1',
          type: 'product_receipt',
          order_no: 'odoo.44',
          lines: [{ quantity: '2', uom: 'pcs', serial_numbers: 'S1;S2' }],
        },
      },
      { data: { serials: ['S1', 'S2'] } },
    ],
    [
      'what is taken back',
      {
        event: 'stock_document.reversed',
        data: {
          document_no: 'MI-1R',
          type: 'material_issue',
          reverses_document_no: 'MI-1',
          order_no: 'odoo.42',
          lines: [{ reverses_line: '1' }],
        },
      },
      { type: 'mfg.production.material.returned.v1', data: { order: 'odoo.42', reverses: 'MI-1/1' } },
    ],
    [
      'scrap',
      {
        event: 'scrap.recorded',
        data: {
          scrap_no: 'SC-1',
          order_no: 'odoo.42',
          operation_no: '20',
          quantity: '3',
          uom: 'pcs',
          reason_code: '14',
        },
      },
      { data: { quantity: { value: '3', uom: 'H87' }, reason: 'Bad tool' } },
    ],
  ])('that is %s is understood', (_what, record, expected) => {
    const { events, problems } = translate(table, { ...record, timestamp: '2026-11-22 06:04:11' }, sender)
    expect(problems).toEqual([])
    expect(events).toMatchObject([expected])
  })

  it('has scrap only where there is some', () => {
    const data = { confirmation_no: 'C-1', order_no: 'o', operation_no: '20', good_qty: '1', uom: 'pcs' }
    const scrapOf = (scrap_qty: string) =>
      translate(
        table,
        { event: 'operation.completed', data: { ...data, scrap_qty }, timestamp: '2026-11-22 06:04:11' },
        sender,
      ).events[0]!.data
    expect(scrapOf('0,000')).not.toHaveProperty('scrap')
    expect(scrapOf('2')).toHaveProperty('scrap', { value: '2', uom: 'H87' })
  })

  it('that means nothing is ignored, and one that nobody described is a problem', () => {
    expect(translate(table, { event: 'machine.heartbeat' }, sender)).toMatchObject({
      kind: 'ignored',
      events: [],
      problems: [],
    })
    expect(translate(table, { event: 'work_order.danced', data: {} }, sender).problems).toEqual([
      {
        record: 'unknown',
        pointer: '/event',
        code: 'UNMAPPED_RECORD',
        sentence: 'The table mes-a describes no such record: event says "work_order.danced".',
      },
    ])
    expect(translate(table, 7, sender).problems).toMatchObject([
      { pointer: '', sentence: 'The table mes-a describes no such record.' },
    ])
  })
})

describe('a preview', () => {
  it('shows for each row what was found and what it became', () => {
    const [first, second] = preview(table, issue([steel, { ...steel, uom: 'box' }]), sender).events
    expect(first!.event).toMatchObject({ id: 'MI/2026/0001/1' })
    expect(first!.rows).toContainEqual({
      row: 'data.quantity.value',
      nth: 6,
      source: 'line.quantity',
      pointer: '/data/lines/0/quantity',
      steps: ['number german'],
      found: '12,500',
      result: '12.500',
    })
    expect(first!.rows).toContainEqual({
      row: 'id',
      nth: 1,
      source: 'data.document_no + "/" + line.#',
      pointer: '/data/document_no',
      steps: [],
      found: 'MI/2026/0001/1',
      result: 'MI/2026/0001/1',
    })
    expect(second!.event).toBeUndefined()
    expect(second!.rows.find(({ row }) => row === 'data.quantity.uom')).toMatchObject({
      found: 'box',
      problem: { line: 2, code: 'UOM_NOT_CONVERTIBLE' },
    })
  })
})

describe('a problem', () => {
  it('points to the first part that is missing of several, and to the line by its place in the list', () => {
    const { problems } = translate(table, issue([steel], { document_no: null, lines: [{ ...steel, uom: '' }] }), sender)
    expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['FIELD_MISSING', '/data/document_no'],
      ['FIELD_MISSING', '/data/lines/0/uom'],
    ])
  })

  it('of a list that is none points to it', () => {
    expect(translate(table, issue([], { lines: 'none' }), sender).problems).toMatchObject([
      { pointer: '/data/lines', code: 'FIELD_UNREADABLE' },
    ])
  })
})

describe('whatever comes', () => {
  it('is answered, never thrown, and what is given out is an event', () => {
    const words = [
      'event',
      'data',
      'type',
      'lines',
      'stock_document.created',
      'material_issue',
      'order_no',
      '__proto__',
      'constructor',
    ]
    const anything = fc.anything({ key: fc.oneof(fc.constantFrom(...words), fc.string()), maxDepth: 4 })
    const nearly = fc
      .record({
        lines: fc.oneof(fc.array(fc.anything()), anything),
        order: anything,
        quantity: fc.oneof(fc.string(), fc.double(), anything),
      })
      .map(({ lines, order, quantity }) =>
        issue(
          [
            { ...steel, quantity },
            { ...steel, material_code: order },
          ],
          Array.isArray(lines) ? { order_no: order } : { lines },
        ),
      )
    fc.assert(
      fc.property(fc.oneof(anything, nearly), (record) => {
        const { events, problems } = translate(table, record, sender)
        for (const { data, id } of events) {
          expect(typeof id).toBe('string')
          expect((data as { quantity: { value: string } }).quantity.value).toMatch(/^\d+(\.\d+)?$/)
        }
        for (const { sentence } of problems) expect(sentence).not.toBe('')
      }),
    )
    expect(Object.hasOwn(Object.prototype, 'lines')).toBe(false)
  })

  it('quantities and identifiers arrive as they were written', () => {
    const quantity = fc
      .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.stringMatching(/^\d{1,6}$/))
      .map((parts) => parts.join('.'))
    const identifier = fc.stringMatching(/^[0-9A-Ea-e+-]{1,20}$/)
    fc.assert(
      fc.property(quantity, identifier, identifier, (value, item, lot) => {
        const line = {
          ...steel,
          material_code: item,
          lot_number: lot,
          quantity: decimalTo(value, { decimal: ',', group: '.' }),
        }
        const { events } = translate(table, parseExactJson(JSON.stringify(issue([line]))), sender)
        expect(events[0]!.data).toMatchObject({ item, lot, quantity: { value } })
      }),
    )
  })

  it('a number that lost its digits before is a problem, one that was read exactly is none', () => {
    const plain = FieldTable.parse({
      table: 'plain',
      title: 'Plain',
      records: [
        {
          record: 'scrap',
          event: 'mfg.production.scrap.recorded.v1',
          rows: [
            { to: 'id', path: 'no' },
            { to: 'time', path: 'at', date: 'rfc3339' },
            { to: 'data.order', path: 'order' },
            { to: 'data.quantity.value', path: 'quantity', number: 'plain' },
            { to: 'data.quantity.uom', constant: 'KGM' },
          ],
        },
      ],
    })
    const text = '{"no":1,"at":"2026-11-22T06:00:00Z","order":1234567890123456789,"quantity":0.1000000000000000055}'
    const read = translate(plain, JSON.parse(text), sender).problems
    expect(read).toMatchObject([{ row: 'data.order', code: 'FIELD_UNREADABLE' }])
    const exact = translate(plain, parseExactJson(text), sender)
    expect(exact.problems).toMatchObject([{ row: 'data.quantity.value', code: 'SCHEMA_INVALID', pointer: '/quantity' }])
  })
})
