/** The API's door: the types of the contract. */
export type * from './contract.ts'
export type * from './floor/contract.ts'
export type * from './rules/contract.ts'
export type * from './replays/contract.ts'
export type * from './undo/contract.ts'
export type * from './access/contract.ts'
export type * from './retention/contract.ts'
export type * from './alerts/contract.ts'
