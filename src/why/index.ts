/** The door of explanations: why a value in the ledger is what it is. */
export { orderNamed, why, type Why } from './book.ts'
export type { Booking, Line } from './explanation.ts'
export { figuresOf, type NamedLot } from './figures.ts'
