/** The door of reconciliation: the journal held against the books, key by key. */
export { type Difference, type Page, reconciliationBook, type ReconciliationBook } from './book.ts'
export { Place, placeText } from './place.ts'
