import type { Json } from '#kernel/canonical-json'

/** What people call the things an event is about, beside its order: its lot, its serial numbers. */
export function namesIn(body: Json): readonly string[] {
  const { lot, serials } = (typeof body === 'object' && body !== null ? body : {}) as { lot?: Json; serials?: Json }
  const told = [lot, ...(Array.isArray(serials) ? (serials as readonly Json[]) : [])]
  return [...new Set(told.filter((name) => typeof name === 'string'))]
}
