import { expect, it } from 'vitest'
import { lastReason } from './last-reason.ts'

it('finds in the log of a server why it ended', () => {
  expect(
    lastReason(`
2026-11-23 00:38:44.101 UTC [112] PANIC:  could not write to file "pg_wal/xlogtemp.112": No space left on device
2026-11-23 00:38:45.110 UTC [119] LOG:  terminating any other active server processes
2026-11-23 00:38:45.210 UTC [130] FATAL:  the database system is in recovery mode
2026-11-23 00:38:45.625 UTC [119] LOG:  shutting down due to startup process failure
2026-11-23 00:38:45.642 UTC [119] LOG:  database system is shut down`),
  ).toBe('could not write to file "pg_wal/xlogtemp.112": No space left on device')
  expect(lastReason('one\ntwo\nthree\nfour\n')).toBe('two three four')
})
