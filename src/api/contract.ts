/**
 * What the console, the command line and other programs may ask the hub, and what they get. One source for the checks
 * at run time, for OpenAPI and for the console's types. Moments are RFC 3339 text in UTC; durations are seconds.
 */
export * from './contract/approvals.ts'
export * from './contract/changed.ts'
export * from './contract/exceptions.ts'
export * from './contract/messages.ts'
export * from './contract/orders.ts'
export * from './contract/problem.ts'
export * from './contract/receipts.ts'
export * from './contract/session.ts'
export * from './contract/today.ts'
export { PlantId } from './contract/words.ts'
export * from './wire/contract.ts'
