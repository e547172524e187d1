/** The door of signals: what machines say, and what rules make of it. */
export { type FiringRow, type MachineRow, type SignalBook, signalBook, type StreamRow } from './book.ts'
export { conditionOf } from './message.ts'
export { type SignalParts, startSignals } from './start.ts'
