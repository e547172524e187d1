/** The door of reach: whether what maintenance says reaches planning, the last proof of it, and what is missing. */
export { lookAtReach, type Reach } from './book.ts'
