import { PlantPolicy, type Rules } from '#governance/rules/document'
import { type Sql, statementsIn } from '#kernel/sql'
import type { Duration, Instant } from '#kernel/time'

/** Statements lie together, beside the looks. */
export const looking = statementsIn(new URL('../looks.ts', import.meta.url).href)

/** What the looks look at, and by which rules. */
export interface Scene {
  readonly sql: Sql
  readonly home: string
  readonly now: Instant
  readonly rules: Rules
  readonly plants: readonly { readonly id: string; readonly name: string; readonly timeZone: string }[]
  readonly systems: readonly { readonly id: string; readonly title: string; readonly plants: readonly string[] }[]
  readonly flows: readonly FlowTarget[]
}

export interface FlowTarget {
  readonly name: string
  readonly purpose: string
  readonly owner: string
  readonly target: { readonly p95: Duration }
}

type Alarm = keyof Rules['policies'][string]['alarms']

/** The plants, with how long each lets something of a kind wait. */
export const patience = ({ plants, rules }: Scene, alarm: Alarm): readonly [readonly string[], readonly Duration[]] => [
  plants.map(({ id }) => id),
  plants.map(({ id }) => patienceOf(rules, id, alarm)),
]

export const patienceOf = (rules: Rules, plant: string, alarm: Alarm): Duration => policyOf(rules, plant).alarms[alarm]

export const policyOf = (rules: Rules, plant: string): Rules['policies'][string] =>
  rules.policies[plant] ?? PlantPolicy.parse({})

export const zoneOf = ({ plants }: Pick<Scene, 'plants'>, plant: string): string =>
  plants.find(({ id }) => id === plant)?.timeZone ?? 'UTC'
