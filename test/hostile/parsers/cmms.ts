import { createHmac } from 'node:crypto'
import { atlasBooks } from '../../../src/connectors/atlas/books.ts'
import { atlasHooks } from '../../../src/connectors/atlas/hook.ts'
import { AtlasSettings } from '../../../src/connectors/atlas/settings.ts'
import { maintainXHooks } from '../../../src/connectors/maintainx/hook.ts'
import { orderFrom, requestFrom } from '../../../src/connectors/maintainx/mapping.ts'
import { meterFrom } from '../../../src/connectors/maintainx/meters.ts'
import { stockFrom } from '../../../src/connectors/maintainx/parts.ts'
import { MaintainXSettings } from '../../../src/connectors/maintainx/settings.ts'
import { answerIn } from '../../../src/connectors/question.ts'
import { Failure } from '../../../src/kernel/failure.ts'
import { MaintenanceOrder, MaintenanceRequest } from '../../../src/model/maintenance.ts'
import type { HookVerdict, MaintenanceRecord } from '../../../src/model/ports/maintenance-books.ts'
import { Quantity } from '../../../src/model/quantity.ts'
import { messageOf } from '../../../src/polling/maintenance/message.ts'
import { judgeGone, judgeRecord } from '../../../src/polling/maintenance/news.ts'
import { orRefused, type Parser, promised, textOf } from './parser.ts'

const now = '2026-11-22T06:04:11.250Z'
const settings = { plants: ['A'], system: 'cmms' }
const atAtlas = AtlasSettings.parse({
  ...settings,
  counts: 'compared',
  meters: 'told',
  url: 'https://cmms.example.com',
  apiKey: 'k',
})
const atMaintainX = MaintainXSettings.parse({ ...settings, apiKey: 'k', organization: '1' })
const moments = '"createdAt":"2026-11-22T05:00:00.000+00:00","updatedAt":"2026-11-22T05:40:45.000+00:00"'
const moment = '"updatedAt":"2026-11-22T05:40:45.000+00:00"'
const part = `{"id":3,"name":"Seal","barcode":"SEAL-40","cost":12.5,"quantity":8,${moment}}`
const beside: Readonly<Record<string, string>> = {
  'part-quantities': '[{"id":4,"quantity":2.5,"part":{"id":3,"name":"Seal"}}]',
  parts: part,
  readings: '[{"id":6,"value":1204.5,"createdAt":"2026-11-22T05:40:45.000+00:00"}]',
  labors: '[{"id":5,"duration":1800,"assignedTo":{"id":2},"startedAt":"2026-11-22T05:00:00Z","status":"STOPPED"}]',
}

/** Pages and records of a CMMS: what comes of them is what the port promises, and can be told; or a failure by its name. */
export const cmmsAnswer: Parser = {
  name: 'cmms-answer',
  reads: [
    'connectors/question.ts',
    'connectors/cmms.ts',
    'connectors/cmms-parts.ts',
    'connectors/cmms-meters.ts',
    'connectors/atlas/books.ts',
    'connectors/atlas/mapping.ts',
    'connectors/atlas/parts.ts',
    'connectors/atlas/meters.ts',
    'connectors/maintainx/mapping.ts',
    'connectors/maintainx/parts.ts',
    'connectors/maintainx/meters.ts',
  ],
  seeds: [
    `{"content":[{"id":7,"customId":"WO000007","title":"Seal","status":"OPEN","archived":false,"asset":{"id":1,"name":"Press","customId":"P-1"},"estimatedStartDate":1795326045000,"estimatedDuration":1.5,"customFieldValues":[{"customField":{"label":"Failure mode"},"value":"LEAK"}],${moments}}],"last":true}`,
    `{"content":[{"id":8,"status":"COMPLETE","completedOn":"2026-11-22T05:40:45Z","completedBy":{"firstName":"Max"},${moments}},{"id":"x"}],"last":false}`,
    `{"id":991,"status":"DONE","type":"REACTIVE","startDate":"2026-11-22T05:00:00Z","dueDate":"2026-11-22T06:00:00Z","parts":[{"id":3,"quantityUsed":2,"extraFields":{"Part Number":"SEAL-40"}}],"times":[{"type":"TIME","userId":2,"durationTotal":1800}],"extraFields":{"Failure mode":"LEAK","__proto__":1},${moments}}`,
    `{"id":12,"status":"DECLINED","title":"Paint","rejectionReason":"Not now","workOrderId":7,${moments}}`,
    `{"content":[{"id":1,"name":"Press","customId":"P-1","status":"DOWN",${moments}}],"last":true}`,
    `{"content":[${part}],"last":true}`,
    `{"id":3,"name":"Seal","unitCost":1250,"availableQuantity":8,"locations":[{"locationId":1,"availableQuantity":8}],${moment}}`,
    `{"content":[{"id":9,"name":"hours","unit":"Hours","asset":{"id":1,"customId":"P-1"},"lastReading":"2026-11-22T05:40:45Z",${moment}}],"last":true}`,
    '{"id":9,"name":"hours","unit":"Hours","asset":{"id":1},"lastReading":{"value":12,"readingDate":"2026-11-22T05:40:45Z","createdAt":"2026-11-22T05:40:45Z"}}',
    '{"content":[]}',
    '<html>',
  ],
  words: [
    ...['"content"', '"last"', '"id"', '"status"', '"OPEN"', '"COMPLETE"', '"DONE"', '"CANCELED"', '"archived"'],
    ...[
      '"updatedAt"',
      '"createdAt"',
      '"estimatedStartDate"',
      '"estimatedDuration"',
      '"quantity"',
      '"customFieldValues"',
    ],
    ...['"extraFields"', '"__proto__"', '1e400', '-1', '253402300799999'],
  ],
  async judge(bytes) {
    const text = textOf(bytes)
    const answer = orRefused(() => answerIn(text, 'cmms'), isNamed)
    const client = {
      get: async (path: string) => answerIn(beside[path.split('/')[1]!]!, 'cmms'),
      post: async () => answer,
    }
    const books = atlasBooks(client, atAtlas)
    const records: MaintenanceRecord[] = []
    for (const book of books.books)
      try {
        records.push(...(await books.page(book, {}, AbortSignal.timeout(1000))).records)
      } catch (error) {
        if (!isNamed(error)) throw error
      }
    for (const from of [orderFrom, requestFrom, stockFrom, meterFrom]) {
      const record = orRefused<MaintenanceRecord>(() => from(answer, atMaintainX), isNamed)
      if (record) records.push(record)
    }
    for (const record of records) isTold(record)
  },
}

const isNamed = (error: unknown): boolean => error instanceof Failure

function isAsPromised(record: MaintenanceRecord): boolean {
  switch (record.book) {
    case 'orders':
      return MaintenanceOrder.safeParse(record.order).success
    case 'requests':
      return MaintenanceRequest.safeParse(record.request).success
    case 'assets':
      return record.asset.length > 0
    case 'parts':
      return record.counts.every((count) => Quantity.safeParse(count.quantity).success)
    case 'meters':
      return record.readings.every(({ shows }) => Quantity.safeParse(shows).success)
  }
}

function isTold(record: MaintenanceRecord): void {
  promised(isAsPromised(record), 'what is read is what the port promises')
  const verdict = judgeRecord(undefined, record, { isBeginning: false, now })
  // A meter that was not read, or counts nothing, is nobody's news.
  if (record.book === 'meters' && record.readings.length === 0)
    return promised(verdict.kind === 'seen', 'and what was not read is passed over')
  // Of an asset that works there is nothing to tell, nor of a part that is counted nowhere.
  if ((record.book === 'assets' && !record.isDown) || (record.book === 'parts' && record.counts.length === 0))
    return promised(verdict.kind === 'noted', 'and what is no news is noted')
  promised(verdict.kind === 'told', 'and what is new is told')
  const telling = { plant: 'A', system: 'cmms', ids: () => 'id', now: () => now }
  const messages = verdict.news.map((news) => messageOf(news, telling))
  promised(messages.length > 0 && JSON.stringify(messages).isWellFormed(), 'in messages that the journal can hold')
  promised(judgeRecord(verdict.known, record, { isBeginning: false, now }).kind === 'seen', 'once')
  const gone = judgeGone(verdict.known, record.record, now)
  if (gone.kind === 'told') for (const news of gone.news) messageOf(news, telling)
}

const secret = 'whsec_test'
const mac = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
const hint = `{"workOrderId":7,"previousStatus":"OPEN","newStatus":"IN_PROGRESS","occurredAt":"${now}","companyId":1}`
const seconds = Math.floor(Date.parse(now) / 1000)

/** A webhook of a CMMS: a line of signature, and the body behind it. */
export const cmmsHook: Parser = {
  name: 'cmms-hook',
  reads: ['connectors/atlas/hook.ts', 'connectors/maintainx/hook.ts'],
  seeds: [
    `${mac(hint)}\n${hint}`,
    `t=${seconds},v1=${mac(`${seconds}.${hint}`)}\n${hint}`,
    `t=${seconds}000,v1=${mac(`${seconds}000.${hint}`)}\n${hint}`,
    't=1,v1=\n{}',
  ],
  words: ['t=', ',v1=', '"workOrderId"', '"requestId"', '"occurredAt"'],
  judge(bytes) {
    const [signature = '', ...lines] = textOf(bytes).split('\n')
    const body = lines.join('\n')
    const atlas = { 'x-webhook-signature': signature, 'x-webhook-id': 'a', 'x-webhook-event': 'WORK_ORDER_CHANGE' }
    const maintainX = { 'x-maintainx-webhook-body-signature': signature }
    const [, time = ''] = /^t=(\d+),/.exec(signature) ?? []
    const read = [
      [atlasHooks([secret])(atlas, Buffer.from(body), now), signature === mac(body)],
      [
        maintainXHooks([secret])(maintainX, Buffer.from(body), now),
        signature === `t=${time},v1=${mac(`${time}.${body}`)}`,
      ],
    ] as const
    for (const [verdict, isSigned] of read) {
      promised(isSigned || isRefused(verdict), 'nobody hints who does not know the secret')
      if (verdict.kind !== 'hint') continue
      promised(/^\d{1,18}$/.test(verdict.hint.record), 'and a hint names a record')
      promised(!Number.isNaN(Date.parse(verdict.hint.changedAt)), 'and a moment')
    }
  },
}

const isRefused = ({ kind }: HookVerdict): boolean => kind === 'refused'
