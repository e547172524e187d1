import { observeBacklog, type BacklogParts } from './backlog.ts'
import { type MetricsDoor, openMetricsDoor } from './listener.ts'
import { openMeters } from './meters.ts'
import { observeProcess } from './process.ts'
import { workTelemetry, type WorkParts } from './work.ts'

export type TelemetryParts = Omit<BacklogParts, 'meter'> &
  Pick<WorkParts, 'log'> & {
    readonly pool: { readonly totalCount: number; readonly waitingCount: number }
    /** Nobody can read the numbers without. */
    readonly door?: MetricsDoor
  }

/** Begins to measure; the engine and the door are handed what this answers. */
export async function startTelemetry(parts: TelemetryParts) {
  await using stack = new AsyncDisposableStack()
  const { meter, write, close } = openMeters()
  stack.defer(close)
  observeBacklog({ ...parts, meter })
  stack.use(observeProcess(meter, () => ({ open: parts.pool.totalCount, queued: parts.pool.waitingCount })))
  const door = parts.door && stack.use(await openMetricsDoor(parts.door, write))
  const running = stack.move()
  return {
    work: workTelemetry({ meter, log: parts.log }),
    url: door?.url,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
