import { isDeepStrictEqual } from 'node:util'
import { InvalidArgumentError } from 'commander'
import { batchesOf, eventTextsIn } from '../../../src/cli/events-file.ts'
import { amountIn, elementsOf } from '../../../src/console/pages/floor/scan/gs1.ts'
import { meaningOf } from '../../../src/console/pages/floor/scan/meaning.ts'
import { indented, placeOf } from '../../../src/console/words/json-text.ts'
import { shareFrom, shareText } from '../../../src/console/words/shares.ts'
import { spanFrom, spanText } from '../../../src/console/words/spans.ts'
import { momentAt, wallText } from '../../../src/console/words/wall.ts'
import { decimalFrom, decimalTo } from '../../../src/model/field-table/numbers.ts'
import { isPattern, momentFrom, momentTo } from '../../../src/model/field-table/dates.ts'
import { readJobShop } from '../../../src/planning/job-shop/read.ts'
import { orRefused, type Parser, promised, textOf } from './parser.ts'

/** What is scanned at a machine: a label is printed by anybody. */
export const scan: Parser = {
  name: 'scan',
  reads: ['console/pages/floor/scan/gs1.ts', 'console/pages/floor/scan/meaning.ts', 'console/pages/floor/enrol.tsx'],
  seeds: [
    '(01)09506000134352(10)L-0099(37)12',
    ']d2010950600013435210L-0099\u001d3712',
    'https://id.gs1.org/01/09506000134352/10/L%2D0099?3103=001500',
    'badge: 1027',
    `#mwk_abcdefghijkl_${'A'.repeat(32)}`,
    'WH/MO/00042|10',
  ],
  words: ['(8018)', '(3103)', '(240)', '\u001d', 'https://', '%', ']C1', 'mwk_'],
  judge(bytes) {
    const text = textOf(bytes)
    const elements = elementsOf(text)
    if (elements) {
      promised(
        Object.keys(elements).every((name) => /^\d{2,4}$/.test(name)),
        'identifiers are digits',
      )
      const written = Object.entries(elements).map(([name, value]) => `(${name})${value}`)
      if (Object.values(elements).every((value) => !/[\n\r\u2028\u2029]|\(\d{2,4}\)/.test(value)))
        promised(
          isDeepStrictEqual({ ...elementsOf(written.join('')) }, { ...elements }),
          'written again it is the same',
        )
      const amount = amountIn(elements)
      promised(!amount || /^\d+(\.\d+)?$/.test(amount.value), 'an amount is an exact number')
    }
    for (const wanted of ['badge', 'lot', undefined] as const)
      promised(meaningOf(text, { orders: [], wanted }).kind !== 'order', 'no order that does not stand here')
  },
}

/** What people type into the console: shares, lengths of time, moments; and the JSON they are shown. */
export const typed: Parser = {
  name: 'typed',
  reads: ['console/words/shares.ts', 'console/words/spans.ts', 'console/words/wall.ts', 'console/words/json-text.ts'],
  seeds: ['5,25 %', '1 day 2 hours 3 m', '2026-03-29T02:30', '{"a":[1,{"b":"\\u0041"}],"c":{}}', '[[[', '1.5h,2s'],
  words: ['days', 'hours', 'minutes', 'seconds', '%', '"a":'],
  judge(bytes) {
    const text = textOf(bytes)
    const share = shareFrom(text)
    if (share !== undefined) promised(shareFrom(shareText(share)) === share, 'a share is shown as it is meant')
    const span = spanFrom(text)
    if (span !== undefined && Number.isSafeInteger(span) && span % 1000 === 0)
      promised(spanFrom(spanText(span)) === span, 'a length of time is shown as it is meant')
    const at = momentAt(text, 'Europe/Berlin')
    if (at !== undefined) promised(momentAt(wallText(at, 'Europe/Berlin'), 'Europe/Berlin') === at, 'a moment too')
    const shown = indented(text)
    promised(indented(shown) === shown, 'what is laid out stays so')
    const place = placeOf(text, '/a/0/b')
    promised(!place || (place[0] >= 0 && place[0] <= place[1] && place[1] <= text.length), 'a place lies within')
    const value = orRefused(
      () => ({ is: JSON.parse(text) as unknown }),
      (error) => error instanceof SyntaxError,
    )
    if (value) promised(isDeepStrictEqual(JSON.parse(shown), value.is), 'and says the same')
  },
}

const numbers = [{ decimal: '.' }, { decimal: ',', group: '.' }, { decimal: '.', group: "'" }] as const
const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu', 'UTC'] as const

/** Numbers and moments as systems write them, and the patterns in which they do. */
export const notation: Parser = {
  name: 'notation',
  reads: ['model/field-table/numbers.ts', 'model/field-table/dates.ts', 'kernel/wall-clock.ts', 'model/moment.ts'],
  seeds: [
    '-1.250,50',
    "12'500.0",
    '2026-11-22 06:04:11',
    '1795327451',
    '2026-10-25T02:30:00+01:00',
    'dd.MM.yyyy HH:mm',
  ],
  judge(bytes) {
    const text = textOf(bytes)
    for (const format of numbers) {
      const decimal = decimalFrom(text, format)
      if (decimal === undefined) continue
      promised(/^-?\d+(\.\d+)?$/.test(decimal), 'a number is decimal text')
      promised(decimalFrom(decimalTo(decimal, format)!, format) === decimal, 'and is written as it is read')
    }
    const patterns = ['yyyy-MM-dd HH:mm:ss', 'yyyyMMddHHmmssSSS', 'dd.MM.yyyy'].concat(isPattern(text) ? [text] : [])
    const formats = [
      ...patterns.flatMap((pattern) => zones.map((zone) => ({ pattern, zone }))),
      { epoch: 'seconds' } as const,
      { epoch: 'milliseconds' } as const,
    ]
    for (const format of formats) {
      const moment = momentFrom(text, format)
      if (moment !== undefined)
        promised(momentFrom(momentTo(moment, format)!, format) === moment, 'a moment is written as it is read')
    }
    const moment = momentFrom(text, undefined)
    promised(moment === undefined || !Number.isNaN(Date.parse(moment)), 'a moment is one')
  },
}

/** Files of events that are sent from the command line. */
export const eventsFile: Parser = {
  name: 'events-file',
  reads: ['cli/events-file.ts'],
  seeds: ['{"a":1}\n{"b":2}\r\n\n', '[{"a":1},2]', '{"a":\n1}', '{"a":1}\nx'],
  judge(bytes) {
    const texts = orRefused(
      () => eventTextsIn(textOf(bytes), 'events.json'),
      (error) => error instanceof InvalidArgumentError,
    )
    if (!texts) return
    for (const text of texts) JSON.parse(text)
    promised(isDeepStrictEqual([...batchesOf(texts)].flat(), texts), 'all are sent, in their order')
  },
}

/** Job shops as the literature writes them. */
export const jobShop: Parser = {
  name: 'job-shop',
  reads: ['planning/job-shop/read.ts'],
  seeds: [
    '2 2\n0 3 1 2\n1 4 0 1\n',
    '# a\r\n\r\n1 3\r\n2 9007199254740991 0 0 1 0 # b',
    '100 1000\n0 -1',
    '1 1\n0 1\n0 1',
  ],
  words: ['# ', '\r', '\uFEFF', '99999', '-1'],
  judge(bytes) {
    const shop = readJobShop(textOf(bytes))
    if ('problem' in shop) return promised(shop.line > 0 && shop.problem.length < 300, 'a refusal names its line')
    promised(shop.operations === shop.jobs * shop.machines, 'all that was declared is there')
    const jobs = Array.from({ length: shop.jobs }, (_, job) =>
      Array.from({ length: shop.machines }, (_none, nth) => job * shop.machines + nth)
        .map((operation) => `${shop.machine[operation]} ${shop.duration[operation]}`)
        .join(' '),
    )
    const again = readJobShop([`${shop.jobs} ${shop.machines}`, ...jobs].join('\n'))
    promised(isDeepStrictEqual(again, shop), 'written again it is the same')
  },
}
