/** The door of upkeep: preventive work that is done again and again, when it is due, and when it is in the way of least. */
export { type Best, type PlanStanding, type UpkeepBook, upkeepBook } from './book.ts'
