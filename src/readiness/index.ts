/** The door of readiness: whether a flow that is on paper can go live. */
export { readinessBook, type ReadinessBook, type Report } from './book.ts'
