import { isDeepStrictEqual } from 'node:util'
import { parse } from 'node:querystring'
import type { FastifyRequest } from 'fastify'
import { claimedKey, keyOf } from '../../../src/api/door/key.ts'
import { readJson } from '../../../src/api/door/read-json.ts'
import { idAt } from '../../../src/api/pages/messages.ts'
import { placeFrom } from '../../../src/api/pages/orders.ts'
import { Trouble } from '../../../src/api/problems.ts'
import { routes } from '../../../src/api/routes/table.ts'
import { keys } from '../../../src/governance/keys.ts'
import { spanWithin, traceIdsOf } from '../../../src/kernel/trace.ts'
import { Moment } from '../../../src/model/moment.ts'
import { type Parser, promised, textOf } from './parser.ts'

const asked = routes.flatMap(({ query }) => (query ? [query] : []))
const bodies = routes.flatMap(({ body }) => (body ? [body] : []))

/** What may stand behind the question mark of any route, and the places in it where a page ended. */
export const question: Parser = {
  name: 'question',
  reads: ['api/contract/messages.ts', 'api/pages/messages.ts', 'api/pages/orders.ts', 'api/routes/register.ts'],
  seeds: [
    'q=WH%2FMO&plant=A&limit=50&progress=received,waiting&since=2026-11-22T06:04:11.250Z&before=0199f7d2-0000-7000-8000-000000000000',
    'state=open&plant=A',
    'before=2026-11-22T06:04:11.250123Z odoo.1',
    'before=2026-13-32T25:61:61.000000Z odoo.1',
    'before=2026-02-30T06:04:11.000000Z odoo.1',
    'plant=A&plant=B&limit=1e9',
    'figure=used&item=STEEL&operation=10&lot=L1',
  ],
  words: [...new Set(asked.flatMap(({ shape }) => Object.keys(shape)))].map((name) => `${name}=`),
  judge(bytes) {
    const text = textOf(bytes)
    const given = { ...parse(text) }
    for (const query of asked) {
      const read = query.safeParse(given)
      if (!read.success) continue
      const again = query.safeParse(written(read.data))
      promised(again.success && isDeepStrictEqual(again.data, read.data), 'what was understood means the same again')
      const { since, before } = read.data as { since?: string; before?: string }
      if (since !== undefined) promised(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(idAt(since)), 'an id')
      const [changed] = placeFrom(before)
      promised(changed === null || Moment.safeParse(changed).success, 'a page ended at a moment that was')
    }
  },
}

/** What was understood, as whoever asks would write it. */
const written = (understood: object): object =>
  Object.fromEntries(
    Object.entries(understood).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  )

/** The body of any question that people or programs ask. */
export const body: Parser = {
  name: 'body',
  reads: ['api/routes/register.ts'],
  seeds: [
    { ids: ['x'], action: 'correct', reason: 'a test', payload: { order: 'odoo.1' } },
    { plant: 'A', filter: { codes: ['X'], since: '2026-11-22T06:04:11.250Z' }, reason: 'a test', perMinute: 60 },
    { basedOn: 1, reason: 'x', rules: { policies: {}, ownership: [], flows: [], fieldTables: [] } },
    { grants: [{ role: 'operator', plant: 'A' }] },
    { plant: 'A', system: 'mes', types: ['*'], days: 1, workCentres: ['10'] },
    { login: 'ann', password: 'correct horse battery' },
  ].map((one) => JSON.stringify(one)),
  words: bodies
    .flatMap((schema) => ('shape' in schema ? Object.keys(schema.shape as object) : []))
    .map((n) => `"${n}"`),
  judge(bytes) {
    const read = readJson(bytes)
    if ('problem' in read) return
    for (const schema of bodies) {
      const first = schema.safeParse(read.value)
      if (!first.success) continue
      const again = schema.safeParse(first.data)
      promised(again.success && isDeepStrictEqual(again.data, first.data), 'what was understood means the same again')
    }
  },
}

const nobody = keys(
  { all: async () => [], transaction: () => Promise.reject(new Error('asked for nothing')) },
  () => '',
)

/** What a caller shows of itself: its key, in a header or a cookie, and the trace it is in. */
export const caller: Parser = {
  name: 'caller',
  reads: ['api/door/key.ts', 'governance/keys.ts', 'kernel/trace.ts', 'cli/key-revoke.ts'],
  seeds: [
    `Bearer mwk_abcdefghijkl_${'A'.repeat(32)}`,
    'Device',
    `bearer mwk_${'a'.repeat(12)}_short`,
    'Basic YTpi',
    `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  ],
  words: ['Bearer ', 'Device', 'mwk_', '00-'],
  async judge(bytes) {
    const said = Buffer.from(bytes).toString('latin1')
    const request = { headers: { authorization: said }, cookies: { 'millwright-floor': said }, ip: '192.0.2.1' }
    const claimed = claimedKey(request as unknown as FastifyRequest)
    promised(claimed === '192.0.2.1' || /^mwk_[a-z0-9]{12}$/i.test(claimed), 'counted by a key or an address')
    try {
      await keyOf(request as unknown as FastifyRequest, { keys: nobody, secure: false })
      promised(false, 'nobody has a key that was never made')
    } catch (error) {
      promised(error instanceof Trouble && error.problem.status === 401, 'whoever is not known is told so')
    }
    const span = spanWithin(said, 'effect')
    promised(span === undefined || /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(span), 'a span is one')
    if (span) promised(traceIdsOf(span).trace === said.slice(3, 35), 'in the trace it was told of')
  },
}
