import { readIfThere } from '../local/secrets.ts'
import { Trouble } from '../local/trouble.ts'
import type { MetricsDoor } from '../telemetry/listener.ts'
import type { World } from './world.ts'

/** Where metrics can be read, when the environment asks for it; nowhere otherwise. */
export function metricsDoorOf({ env }: Pick<World, 'env'>): { readonly metrics?: MetricsDoor } {
  const port = env['MILLWRIGHT_METRICS_PORT']
  if (!port) return {}
  if (!/^\d{1,5}$/.test(port))
    throw new Trouble('failed', `MILLWRIGHT_METRICS_PORT is "${port}"; name a port such as 9464.`)
  const file = env['MILLWRIGHT_METRICS_TOKEN_FILE']
  const token = file ? readIfThere(file)?.trim() : undefined
  if (file && !token)
    throw new Trouble('missing', `MILLWRIGHT_METRICS_TOKEN_FILE names ${file}, and no token is in there.`)
  return {
    metrics: { host: env['MILLWRIGHT_METRICS_HOST'] ?? '127.0.0.1', port: Number(port), ...(token ? { token } : {}) },
  }
}
