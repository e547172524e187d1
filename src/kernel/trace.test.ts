import { expect, it } from 'vitest'
import { spanWithin, traceIdsOf, traceOf } from './trace.ts'

const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

it('a span within keeps the trace and the flags, and has an id of its own', () => {
  const run = spanWithin(given, 'run', 'm1', 1)!
  expect(run).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/)
  expect(run).not.toBe(given)
  expect(spanWithin(given, 'run', 'm1', 1)).toBe(run)
  expect(spanWithin(given, 'run', 'm1', 2)).not.toBe(run)
  expect(spanWithin(run, 'effect', 'k', 1)).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-/)
})

it('a message without a trace gets one, always the same', () => {
  expect(traceOf({ messageId: 'm1' })).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  expect(traceOf({ messageId: 'm1' })).toBe(traceOf({ messageId: 'm1' }))
  expect(traceOf({ messageId: 'm2' })).not.toBe(traceOf({ messageId: 'm1' }))
  expect(traceOf({ messageId: 'm1', traceparent: given })).toBe(given)
})

it.each([undefined, '', 'ff-00-00-00', '01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'])(
  '%s is no trace to go on from',
  (parent) => expect(spanWithin(parent, 'run')).toBeUndefined(),
)

it('a log line carries both ids, or neither', () => {
  expect(traceIdsOf(given)).toEqual({ trace: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' })
  expect(traceIdsOf(undefined)).toEqual({})
})
