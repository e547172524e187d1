import type { CauseName, owners } from '#governance/rules/alerting'
import type { Instant } from '#kernel/time'
import type { Severity } from '#model/notice'

/** Something that is wrong at this moment, in words for whoever has to act. */
export interface Cause {
  readonly plant: string
  readonly cause: CauseName
  /** Which one of its kind: a code, a system, a flow. One cause, one alert. */
  readonly about: string
  readonly severity: Severity
  readonly owner: (typeof owners)[number]
  readonly count: number
  readonly sentence: string
  readonly now: string
  /** Path of the console's page that shows it. */
  readonly link: string
}

/** An alert as it was left at the last look. */
export interface StandingAlert {
  readonly alertId: string
  readonly plant: string
  readonly cause: string
  readonly about: string
  readonly severity: Severity
  readonly owner: string
  readonly sentence: string
  readonly now: string
  readonly link: string
  readonly count: number
  readonly openedAt: Instant
  /** How often its cause had gone and come back. */
  readonly returns: number
  /** Since when the cause is gone; the alert stays open for a while in case it comes back. */
  readonly clearedAt: Instant | null
  readonly acknowledgedAt: Instant | null
  readonly closedAt: Instant | null
  readonly told: readonly Told[]
}

export interface Told {
  readonly recipient: string
  readonly what: 'raised' | 'escalated' | 'cleared'
  readonly step: number
}
