import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Meter } from '@opentelemetry/api'

/** How this process is: what it takes of the machine, and whether it keeps up. */
export function observeProcess(
  meter: Meter,
  pool: () => { readonly open: number; readonly queued: number },
): Disposable {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  meter.createObservableCounter('process_cpu_seconds_total', { description: 'Processor time' }).addCallback((into) => {
    const { user, system } = process.cpuUsage()
    into.observe((user + system) / 1e6)
  })
  meter
    .createObservableGauge('process_resident_memory_bytes', { description: 'Memory' })
    .addCallback((into) => into.observe(process.memoryUsage.rss()))
  meter
    .createObservableGauge('nodejs_heap_used_bytes', { description: 'Heap in use' })
    .addCallback((into) => into.observe(process.memoryUsage().heapUsed))
  meter
    .createObservableGauge('nodejs_eventloop_lag_p99_seconds', { description: 'How late turns came since last asked' })
    .addCallback((into) => {
      into.observe(delay.percentile(99) / 1e9)
      delay.reset()
    })
  meter
    .createObservableGauge('millwright_database_sessions', {
      description: 'Sessions of the pool, and who waits for one',
    })
    .addCallback((into) => {
      const { open, queued } = pool()
      into.observe(open, { state: 'open' })
      into.observe(queued, { state: 'queued' })
    })
  return { [Symbol.dispose]: () => void delay.disable() }
}
