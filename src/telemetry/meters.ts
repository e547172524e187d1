import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Meter } from '@opentelemetry/api'
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import { MeterProvider } from '@opentelemetry/sdk-metrics'

/** Where numbers are kept, and how a collector reads them. */
export interface Meters {
  readonly meter: Meter
  /** Answers a request with all numbers as text, in Prometheus's format. */
  readonly write: (request: IncomingMessage, response: ServerResponse) => void
  readonly close: () => Promise<void>
}

export function openMeters(): Meters {
  const exporter = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true, withoutTargetInfo: true })
  const provider = new MeterProvider({ readers: [exporter] })
  return {
    meter: provider.getMeter('millwright'),
    write: (request, response) => exporter.getMetricsRequestHandler(request, response),
    close: () => provider.shutdown(),
  }
}
