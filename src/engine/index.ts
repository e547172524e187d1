/** The engine's only door. */
export { type Connection, type Connections, type CrashPoint, type CrashPointName, crashPoints } from './connections.ts'
export { type Engine, type EngineParts, startEngine } from './engine.ts'
export {
  defineFlow,
  type EffectAnswered,
  type Flow,
  type LotRule,
  type Outcome,
  type Policy,
  type RefusedFact,
  type Role,
  type Situation,
  type Trouble,
  wasRefused,
} from './flow.ts'
export { messageOf } from './inbox/message-of.ts'
export { Journal, journalKeeper } from './journal.ts'
export { acceptBeside } from './postgres/inbox.ts'
export { lookAtClock, watchDatabaseClock } from './postgres/database-clock.ts'
export { databaseOf, openPool } from './postgres/connect.ts'
export { assertDurable, FAILOVER_SETTING, type Keeping, lookAtKeeping, MAY_LOSE, risk } from './postgres/durability.ts'
export { rulings } from './postgres/rulings.ts'
export { migrate, migrationState } from './postgres/migrate.ts'
export { primaryIn } from './postgres/primary.ts'
export { postgresStore } from './postgres/store.ts'
export type { Answer, Rulings, Settled, Settlement } from './rulings.ts'
export { effectKey } from './runs/effect-key.ts'
export { BY_HAND } from './runs/by-hand.ts'
export { dryRun, type Prediction, type StandingLane } from './runs/dry-run.ts'
export { agrees, type Meaning, meaningOfRun } from './runs/meaning.ts'
export { arrivingLane, standingLanes } from './postgres/standing-lanes.ts'
export type { JudgeParts } from './runs/lane-work.ts'
export { REMINDER_DUE } from './runs/own-messages.ts'
export { runSpan } from './runs/consequences.ts'
export type { Acceptance, ClaimedEffect, EffectAnswer, NewMessage, Posting, RunRecord, Store } from './store.ts'
export type { Telemetry } from './telemetry.ts'
export { keepVolumes, startVolumes } from './volumes/keep.ts'
