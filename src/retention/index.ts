/** The door of retention: what is kept for how long, what is erased, and what must not be. */
export { alteredErasures, erasures, type ErasureRow, type Proof, sweeps } from './book.ts'
export { type HoldRow, legalHolds, type LegalHolds } from './holds.ts'
export { startRetention } from './start.ts'
export { type Due, sweepOnce, type SweepParts } from './sweep.ts'
