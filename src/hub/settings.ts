import type { FastifyBaseLogger } from 'fastify'
import type { Estate } from '#governance/estate'
import type { MetricsDoor } from '../telemetry/listener.ts'
import type { Archive } from './sealing.ts'

export interface HubSettings {
  readonly estate: Estate
  readonly databaseUrl: string
  readonly host: string
  readonly port: number
  /** Whether people reach the console over TLS. */
  readonly secure: boolean
  /** Where people reach the console, when that is not where the hub listens: links in notices lead there. */
  readonly consoleUrl?: string
  readonly log: FastifyBaseLogger
  readonly archive: Archive
  /** Whether a failover may lose what was acknowledged: then an asynchronous standby is no reason not to work. */
  readonly failoverMayLose?: boolean
  /** Where metrics can be read; nowhere when absent. */
  readonly metrics?: MetricsDoor
  /** Named points where a test makes the process die, as `name` or `name:nth`. */
  readonly crashAt?: string
}
