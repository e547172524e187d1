import type { SealedRow } from './rows.ts'

/** Something that is not as it was sealed; positions count from 1, both ends belong to it. */
export interface Finding {
  readonly kind: 'edited' | 'missing' | 'rewritten' | 'crowded' | 'cut' | 'uncovered' | 'signature' | 'other-log'
  readonly from?: number
  readonly to?: number
  readonly auditId?: string
  readonly sentence: string
}

const positions = (from: number, to: number): string =>
  from === to ? `position ${from}` : `positions ${from} to ${to}`

export const edited = ({ position, audit_id }: SealedRow): Finding => ({
  kind: 'edited',
  from: position,
  to: position,
  auditId: audit_id,
  sentence: `The row at position ${position} (${audit_id}) does not say what it said when it was written.`,
})

export const missing = (from: number, to: number): Finding => ({
  kind: 'missing',
  from,
  to,
  sentence: `What stood at ${positions(from, to)} is gone.`,
})

export const rewritten = (from: number, to: number): Finding => ({
  kind: 'rewritten',
  from,
  to,
  sentence: `What stands at ${positions(from, to)} is not what was signed: a row was changed together with its hash, inserted, taken out, or moved.`,
})

export const cut = (from: number, to: number): Finding => ({
  kind: 'cut',
  from,
  to,
  sentence: `The end is cut off: what stood at ${positions(from, to)} was signed for and is not there.`,
})

export const uncovered = (from: number, to: number): Finding => ({
  kind: 'uncovered',
  from,
  to,
  sentence: `What stands at ${positions(from, to)} has a place in the log, but no signature covers it.`,
})

export const unsigned = (trouble: string, where: string, size?: number): Finding => ({
  kind: 'signature',
  ...(size === undefined ? {} : { to: size }),
  sentence: `${where} has a checkpoint${size === undefined ? '' : ` over ${size} rows`} that proves nothing: ${trouble}. If another of your hubs signed it, add the line of its key to trusted-signers.`,
})

export const otherLog = (where: string, found: string, expected: string): Finding => ({
  kind: 'other-log',
  sentence: `${where} has a checkpoint of the log ${found}, where others are of ${expected}: they do not belong together.`,
})

export const crowded = ({ position, audit_id }: SealedRow): Finding => ({
  kind: 'crowded',
  from: position,
  to: position,
  auditId: audit_id,
  sentence: `The row ${audit_id} stands at position ${position}, which another one has already.`,
})
