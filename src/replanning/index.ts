/** The door of replanning: how a plant could go on, planned on what the ERP says is open. */
export { replanDesk, type ReplanDeskParts, type ReplanRules, seedOf } from './desk.ts'
export { planApart, type Planner } from './planner.ts'
