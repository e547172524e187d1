import type { FastifyBaseLogger } from 'fastify'
import type { Estate } from '#governance/estate'
import type { Database } from '#kernel/sql'
import type { Clock, Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'

/** What everything in a hub stands on. */
export interface Ground {
  readonly estate: Estate
  readonly home: string
  readonly database: Database
  /** For what goes through much at a time, and may take long. */
  readonly slowDatabase: Database
  readonly ids: Ids
  readonly now: () => Instant
  readonly clock: Clock
  readonly log: FastifyBaseLogger
}
