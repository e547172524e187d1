import type { TroubleKind } from '../local/trouble.ts'

export const exitCode = { ok: 0, failed: 1, wrongUse: 2, missing: 3, running: 4 } as const

export const exitCodeOf: Readonly<Record<TroubleKind, number>> = exitCode

export const exitCodeHelp = `
Exit codes:
  0  done
  1  it failed; the sentence says what to do
  2  the command was not understood
  3  something it needs is not there (a network, a running Odoo, a setting)
  4  another process already runs it`
