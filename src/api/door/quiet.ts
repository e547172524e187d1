import type { FastifyBaseLogger, FastifyInstance } from 'fastify'

/**
 * No line of log for each request at a door of events, and no logger of its own either, which costs more than all else
 * Fastify does: the journal and the counters say more. What fails is logged all the same.
 */
export function keepQuiet(door: FastifyInstance, log: FastifyBaseLogger): void {
  const quiet = log.child({}, { level: 'warn' })
  door.setChildLoggerFactory(() => quiet)
}
