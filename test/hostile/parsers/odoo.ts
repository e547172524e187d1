import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Run } from '../../../src/connectors/odoo/caller.ts'
import { odooChanges } from '../../../src/connectors/odoo/changes.ts'
import type { OdooClient } from '../../../src/connectors/odoo/client.ts'
import { effectMemory } from '../../../src/connectors/odoo/effect-memory.ts'
import { errorIn, failureFrom } from '../../../src/connectors/odoo/failures.ts'
import type { Wire } from '../../../src/connectors/odoo/http.ts'
import { json2 } from '../../../src/connectors/odoo/json-2.ts'
import { jsonRpc } from '../../../src/connectors/odoo/json-rpc.ts'
import { odooMapping } from '../../../src/connectors/odoo/mapping.ts'
import { notes } from '../../../src/connectors/odoo/plain/blocks.ts'
import { maintenanceIn } from '../../../src/connectors/odoo/maintenance/books.ts'
import { downtimeLedger } from '../../../src/connectors/odoo/downtime/ledger.ts'
import { maintenanceLedger } from '../../../src/connectors/odoo/maintenance/ledger.ts'
import { planningLedger } from '../../../src/connectors/odoo/planning/ledger.ts'
import { sparePartsLedger } from '../../../src/connectors/odoo/spare-parts/ledger.ts'
import { notebookOf } from '../../../src/connectors/odoo/plain/notebook.ts'
import { partNotes } from '../../../src/connectors/odoo/plain/parts/notes.ts'
import { deskOf } from '../../../src/connectors/odoo/plain/desk.ts'
import { asText, placeIn } from '../../../src/connectors/odoo/plain/watch/place.ts'
import { productionLedger } from '../../../src/connectors/odoo/production-ledger.ts'
import { releasedOrders } from '../../../src/connectors/odoo/released-orders.ts'
import { readJson } from '../../../src/api/door/read-json.ts'
import { Failure, Refused } from '../../../src/kernel/failure.ts'
import { ProductionLedger } from '../../../src/model/ports/production-ledger.ts'
import { type Parser, promised, textOf } from './parser.ts'

const access = { url: 'https://erp.example.com', database: 'd', login: 'millwright', apiKey: 'k', timeout: 1000 }
const call = { signal: new AbortController().signal, urgency: 'bulk' } as const

/** Answers the way to the first question, then what was sent here. */
function wireSaying(status: number, type: string, text: string): Wire {
  return {
    async send(path, _headers, body) {
      const isIn = path.startsWith('/web/login') || JSON.stringify(body ?? '').includes('"login"')
      if (isIn)
        return { status: 200, type: 'application/json', text: '{"jsonrpc":"2.0","id":1,"result":2}', cookies: '' }
      return { status, type, text, cookies: '' }
    },
    close: () => {},
  }
}

const failed = async <Answer>(work: Promise<Answer>): Promise<Answer | Failure> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/** Status, kind of content, and whatever Odoo or something before it says, by both of its interfaces. */
export const odooAnswer: Parser = {
  name: 'odoo-answer',
  reads: ['connectors/odoo/failures.ts', 'connectors/odoo/json-rpc.ts', 'connectors/odoo/json-2.ts'],
  seeds: [
    '200 application/json\n{"jsonrpc":"2.0","id":1,"result":[{"id":1}]}',
    '200 application/json\n{"jsonrpc":"2.0","id":1,"error":{"code":200,"data":{"name":"odoo.exceptions.UserError","message":"no"}}}',
    '422 application/json\n{"name":"builtins.ValueError","message":"x"}',
    '503 application/json\n{"name":"psycopg2.errors.SerializationFailure","message":"x"}',
    '200 text/html\n<html>sign in</html>',
    '404 application/json\n{"name":"werkzeug.exceptions.NotFound","message":"x"}',
    '500 application/json\n{"jsonrpc":"2.0","error":{"data":{"name":"psycopg2.InterfaceError"}}}',
  ],
  words: [
    'odoo.exceptions.',
    'ValidationError',
    'AccessError',
    'psycopg2.',
    '"jsonrpc"',
    '"error"',
    '"data"',
    '"name"',
  ],
  async judge(bytes) {
    const [, status = '200', type = '', text = ''] = /^(\d{3}) ([^\n]*)\n([^]*)$/.exec(textOf(bytes)) ?? []
    const wire = wireSaying(Number(status), type, text)
    const answers = await Promise.all(
      [jsonRpc, json2].map((transport) => failed(transport(wire, access).execute('m', 'write', {}, {}))),
    )
    for (const answer of answers) {
      const said = errorIn(text)
      if (!(answer instanceof Failure)) {
        promised(status === '200' && type.includes('json'), 'only a success is one')
        promised(said === undefined || !text.startsWith('{"jsonrpc"'), 'an error inside a success is an error')
      } else if (answer instanceof Refused)
        promised(
          said !== undefined && type.includes('json'),
          'only Odoo itself says that nothing happened and never will',
        )
      else promised(answer.message.length < 700, 'a failure is one sentence')
    }
    const [rpc] = answers
    if (!(rpc instanceof Failure))
      promised(isDeepStrictEqual(rpc, (JSON.parse(text) as { result?: unknown }).result ?? null), 'its result')
  },
}

const mapping = odooMapping({ system: 'odoo', plant: 'A', warehouses: {}, url: 'https://erp.example.com', units: {} })
const item = { product: 7, code: 'STEEL', name: 'Steel', tracking: 'lot', unit: 'uom.product_uom_unit' }
const touch = { user: 2, at: '2026-11-22 06:04:11' }
const document = { kind: 'stock.move', id: 9, label: 'WH/MO/1' }
const step = { effect: 'k', at: touch.at, was: '1', left: '2', wasBy: touch }
const facts = {
  ...item,
  ...{ order: 1, names: ['WH/MO/1'], warehouse: 'WH', states: ['progress'], ordered: '10', received: '1' },
  ...{ start: touch.at, end: null, version: '1' },
  components: [{ ...item, required: '1', consumed: '0', manual: true, step: '0.001', operation: '10' }],
  byproducts: [{ ...item, expected: '1', received: '0', costShare: '10' }],
  operations: [
    {
      operation: '10',
      name: 'Cut',
      workCenter: 'W',
      minutes: '1',
      end: null,
      completed: '0',
      unit: item.unit,
      over: false,
    },
  ],
}
const cost = {
  ...{ order: 1, currency: 'EUR', materials: '1.00', machine: '1.00', labour: '1.00', extra: '0.00', total: '3.00' },
  ...{ output: '1.00', workInProgress: '2.00', variance: '0.00', quantity: '1', unit: item.unit },
}
const account = {
  ...{ document, measure: 'quantity', unit: item.unit, value: '1', record: { made: touch, changed: touch } },
  entries: [
    {
      ...{ ...document, amount: '1', at: touch.at, made: touch, changed: touch, steps: [step], rule: null, lot: null },
      ...{ place: null, quantity: null, price: null },
    },
  ],
  settings: [{ ...step, user: 2 }],
  places: [{ place: 'WH', amount: '1' }],
}
const booking = {
  ...{ order: 1, label: 'WH/MO/1', warehouse: 'WH', kind: 'output', product: 7, code: 'STEEL', operation: null },
  ...{ quantity: '1', unit: item.unit, at: touch.at, by: 'Ann', document },
}
const receipt = { documents: [document], before: { states: ['progress'] }, after: { states: ['done'] } }
const blocked = {
  documents: [{ kind: 'resource.calendar.leaves', id: 4, label: 'PM-311' }],
  before: { from: null, to: null },
  after: { from: touch.at, to: touch.at },
  posted: { leave: 4 },
}
const remembered = {
  ...{ id: 1, x_key: 'k', x_operation: 'receiveOutput', x_order: 1, x_message: '/plants/A/systems/mes e 1' },
  ...{ x_occurred: touch.at, create_date: touch.at, x_result: JSON.stringify(receipt) },
}
const change = {
  book: 'orders',
  rows: [[1, '5', null, touch.at, touch.at, 'ann', 'Ann', 'production-order', 'WH/MO/1', '1', '1', 'WH', 'progress']],
  ...{ gone: [], ours: [], posted: [], full: false, lost: false, cost: 1 },
}

const standing = { item: 'SEAL-40', unit: item.unit, onHand: '3', setAside: '2', wanted: '2', short: '0', surplus: '0' }
const moved = {
  documents: [{ kind: 'stock.picking', id: 7, label: 'WH/INT/00007' }],
  ...{ before: standing, after: { ...standing, value: '25', currency: 'EUR', bookedOn: touch.at } },
  posted: { transfer: 7, move: 12, product: 3 },
}

const stands = { stage: 'Repaired', equipment: 'Press', corrective: true, from: touch.at, to: null, isArchived: false }
const copied = {
  documents: [{ kind: 'maintenance.request', id: 9, label: 'WO000007 New seals' }],
  ...{ before: { ...stands, stage: null }, after: stands, posted: { request: 9, equipment: 4 } },
}
const counted = { from: touch.at, to: touch.at, minutes: '90', loss: 'Equipment Failure' }
const entered = {
  documents: [{ kind: 'mrp.workcenter.productivity', id: 5, label: '90 min' }],
  ...{ before: { ...counted, minutes: null }, after: counted, posted: { entry: 5 } },
}
const request = {
  ...{ id: 9, title: 'New seals', corrective: true, urgent: true, archived: false, done: true, begun: false },
  ...{ blocked: false, from: null, to: null, created: touch.at, closed: '2026-11-22', written: touch.at, by: 'ann' },
  equipment: { id: 4, name: 'Press', serial: 'PRESS-1' },
}

/** What each question to Odoo's procedures is answered with, in the way they answer it. */
const told: Readonly<Record<string, object>> = {
  order: { orders: [{ order: 1, facts }] },
  cost: { orders: [{ order: 1, cost }] },
  account: { accounts: [{ account }], people: [{ id: 2, name: 'Ann' }], hub: 3, readAt: touch.at },
  lot: {
    lots: [{ lot: 'L1', standing: { kind: 'known', expires: null, free: '1', reserved: [], unit: item.unit } }],
  },
  booked: { bookings: [booking], whole: true },
  released: { orders: [{ order: 1, facts }], upto: '2026-11-22T06:04:11', more: false },
  perform: { effects: [{ key: 'k', outcome: 'done', result: receipt }] },
  known: { effects: [{ key: 'k', outcome: 'known', result: JSON.stringify(receipt) }] },
  block: { effects: [{ key: 'k', outcome: 'done', result: blocked }] },
  blocked: { effects: [{ key: 'k', outcome: 'known', result: JSON.stringify(blocked) }] },
  part: { effects: [{ key: 'k', outcome: 'done', result: moved }] },
  parted: { effects: [{ key: 'k', outcome: 'known', result: JSON.stringify(moved) }] },
  copy: { effects: [{ key: 'k', outcome: 'done', result: copied }] },
  copied: { effects: [{ key: 'k', outcome: 'known', result: JSON.stringify(copied) }] },
  entry: { effects: [{ key: 'k', outcome: 'done', result: entered }] },
  entered: { effects: [{ key: 'k', outcome: 'known', result: JSON.stringify(entered) }] },
  maintained: { requests: [request], more: true },
  remembered: [remembered],
  look: { books: [change], upto: 7, at: touch.at, horizon: { waits: false, held: null } },
}
const questions: Readonly<Record<string, unknown>> = {
  order: 'odoo.1',
  cost: 'odoo.1',
  account: { order: 'odoo.1', figure: 'produced' },
  lot: { order: 'odoo.1', item: 'STEEL', lot: 'L1', quantity: { value: '1', uom: 'H87' } },
  booked: { plant: 'A', since: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z' },
  remembered: [{ order: 'odoo.1', effectKey: 'k' }],
}
const effect = {
  ...{
    key: 'k',
    port: 'production-ledger',
    operation: 'receiveOutput',
    body: { order: 'odoo.1', quantity: { value: '1', uom: 'H87' } },
  },
  ...{ message: 'm', correlation: 'c', occurredAt: '2026-11-22T06:04:11.250Z' },
} as const

const stretch = { workCentre: 'odoo.work-centre.7', from: '2026-11-24T05:00:00Z', to: '2026-11-24T09:00:00Z' }
const block = {
  ...effect,
  port: 'planning-ledger',
  operation: 'block',
  body: { window: 'A/PM-311', title: 'PM-311', ...stretch },
} as const

const consumption = {
  ...effect,
  port: 'spare-parts-ledger',
  operation: 'consume',
  body: { plant: 'A', order: 'cmms.7', label: 'WO000007', part: 'SEAL-40', quantity: { value: '2', uom: 'H87' } },
} as const

const copy = {
  ...effect,
  port: 'maintenance-ledger',
  operation: 'keep',
  body: {
    ...{ plant: 'A', order: 'cmms.7', label: 'WO000007', title: 'New seals', state: 'completed' },
    ...{ kind: 'corrective-breakdown', created: '2026-11-22T05:00:00Z' },
  },
} as const

const downtime = {
  ...effect,
  port: 'downtime-ledger',
  operation: 'keep',
  body: { downtime: 'A/PRESS-1 3', title: 'PRESS-1 stood still', ...stretch },
} as const

/** What Odoo tells, as the procedures tell it: in the shape they promise, and with anything in it. */
export const odooFacts: Parser = {
  name: 'odoo-facts',
  reads: [
    ...['mapping', 'account-mapping', 'production-ledger', 'booked', 'lot-standings', 'released-orders', 'changes'].map(
      (file) => `connectors/odoo/${file}.ts`,
    ),
    ...['memory', 'effect-memory', 'receipt'].map((file) => `connectors/odoo/${file}.ts`),
    'connectors/odoo/watched/record.ts',
    'connectors/odoo/performed.ts',
    'connectors/odoo/maintenance/books.ts',
  ],
  seeds: Object.entries(told).map(([of, answer]) => JSON.stringify({ of, answer })),
  words: Object.keys(told).map((of) => `{"of":"${of}","answer":{`),
  async judge(bytes) {
    const read = readJson(bytes)
    const asked = 'problem' in read ? undefined : Asked.safeParse(read.value).data
    if (!asked) return
    const run: Run = async (_name, _payload, infos) => {
      const understood = infos.safeParse(asked.answer)
      if (understood.success) return understood.data
      throw failureFrom({ kind: 'half-an-answer', cause: understood.error })
    }
    const rows = {
      call: (_model: string, _method: string, _body: object, shape: z.ZodType) => run('effects', {}, shape, {}),
    } as unknown as OdooClient
    const ledger = productionLedger(run, mapping, effectMemory(rows))
    if (asked.of in questions) {
      const of = asked.of as 'order' | 'cost' | 'account' | 'lot' | 'booked' | 'remembered'
      const answers = await failed(ledger.read(of, [questions[of]], call))
      if (answers instanceof Failure) return
      promised(answers.length === 1, 'an answer for each question')
      promised(
        answers[0] instanceof Failure || ProductionLedger[of].answers.safeParse(answers[0]).success,
        'the answer is what the port promises',
      )
    } else if (asked.of === 'released') {
      const answer = await failed(releasedOrders(run, mapping, 1000)(undefined, {}))
      if (!(answer instanceof Failure))
        promised(!Number.isNaN(Date.parse(answer.cursor)), 'the next look begins somewhere')
    } else if (asked.of === 'look') {
      const odoo = { version: async () => 19 } as unknown as OdooClient
      const watch = odooChanges(odoo, run, mapping, 'odoo')
      const question = { book: 'orders', about: 'all', from: '1:0', known: { after: 0, records: [] } } as const
      const look = await failed(watch.look([question], call.signal))
      if (look instanceof Failure) return
      const [answer] = look.answers
      if (!answer) return
      promised(look.answers.length === 1 && answer.book === 'orders', 'what was asked is answered')
      promised(/^\d+:\d+$/.test(answer.upto), 'the next look begins somewhere')
    } else if (asked.of === 'maintained') {
      const books = maintenanceIn(run, mapping, { system: 'odoo', plant: 'A', overlap: 1000 })
      const page = await failed(books.page('orders', {}, call.signal))
      if (page instanceof Failure) return
      promised(
        page.records.every((one) => one.book === 'orders' && one.order.id === `odoo.${one.record}`),
        'what is read is an order of this Odoo',
      )
    } else {
      const asksFor = asked.of.startsWith('block')
        ? planningLedger(run, rows, mapping, 'odoo').perform([block], call)
        : asked.of.startsWith('part')
          ? sparePartsLedger(run, rows, mapping, { warehouses: {} }).perform([consumption], call)
          : asked.of.startsWith('cop')
            ? maintenanceLedger(run, mapping).perform([copy], call)
            : asked.of.startsWith('ent')
              ? downtimeLedger(run, mapping, 'odoo').perform([downtime], call)
              : ledger.perform([effect], call)
      const answers = await failed(asksFor)
      if (!(answers instanceof Failure)) promised(answers.length === 1, 'an answer for each effect')
    }
  },
}
const Asked = z.strictObject({ of: z.string().refine((of) => Object.hasOwn(told, of)), answer: z.unknown() })

/** What plain mode finds in its own notebook in Odoo, where an administrator can write too. */
export const notebook: Parser = {
  name: 'notebook',
  reads: [
    'connectors/odoo/plain/notebook.ts',
    'connectors/odoo/plain/blocks.ts',
    'connectors/odoo/plain/parts/notes.ts',
    'connectors/odoo/plain/watch/own.ts',
  ],
  seeds: [
    JSON.stringify({ key: 'k', before: blocked.before, result: blocked }),
    '{"key":"k","operation":"receiveOutput","order":1,"steps":[]}',
    '{"key":"k","operation":"consume","for":"A/cmms.7","steps":[]}',
    '{"key":1}',
    'null',
    '',
  ],
  words: ['"key"', '"operation"', '"order"', '"result"'],
  async judge(bytes) {
    const odoo = {
      call: async (_model: string, _method: string, _body: object, shape: z.ZodType) => {
        const read = shape.safeParse([
          { id: 1, description: textOf(bytes) || false, create_date: '2026-11-22 06:04:11' },
        ])
        if (read.success) return read.data
        throw failureFrom({ kind: 'half-an-answer', cause: read.error })
      },
    } as unknown as OdooClient
    const kept = await failed(notebookOf(deskOf(odoo, {})).of([1]))
    if (!(kept instanceof Failure))
      promised(
        kept.every(({ id, order }) => id === 1 && Number.isInteger(order)),
        'entries',
      )
    const said = await failed(deskOf(odoo, {}).read(notes, []))
    if (!(said instanceof Failure))
      promised(
        said.every(({ note }) => typeof note.key === 'string'),
        'notes about blocks',
      )
    const ofPart = { plant: 'A', order: 'cmms.7', label: 'WO-7', part: 'SEAL-40', warehouse: null }
    const parts = await failed(partNotes(deskOf(odoo, {}), ofPart).own())
    if (!(parts instanceof Failure))
      promised(
        parts.every(({ key, for: of }) => typeof key === 'string' && typeof of === 'string'),
        'notes about parts',
      )
  },
}

/** Where a look at changes ended, as it was kept: by whichever of the two modes. */
export const place: Parser = {
  name: 'place',
  reads: ['connectors/odoo/plain/watch/place.ts', 'connectors/odoo/changes.ts'],
  seeds: ['2026-11-22 06:04:11', '2026-11-22 06:04:11,2026-11-22 06:00:00,17', '2026-11-22 06:04:11,,0', '17:4'],
  judge(bytes) {
    const text = textOf(bytes)
    const found = placeIn(text)
    if (found) promised(isDeepStrictEqual(placeIn(asText(found)), found), 'a place is written as it is read')
  },
}
