import { between, seconds } from '#kernel/time'
import { systemClock } from '#kernel/world'
import type { HubDatabase } from './hub-database.ts'
import { advice, type Symptom, well } from './symptom.ts'

/** Longer than a save takes. */
const HELD = seconds(60)

/** Whether what people change in a system is told at once, or a transaction there holds it back. */
export async function horizonSymptoms(pool: HubDatabase['pool']): Promise<readonly Symptom[]> {
  const { rows } = await pool.query<HorizonRow>(
    "select system, coalesce((held ->> 'since')::timestamptz, since) as since, waits, held from erp_horizon order by system",
  )
  return rows.map(({ system, since, waits, held }) => {
    const age = waits ? between(since, systemClock.now()) : 0
    if (age < HELD) return well('changes', `what people change in ${system} is told as it is committed`)
    const who = held ? `session ${held.session} of ${held.user} (${held.doing})` : 'a session that the hub may not see'
    return advice(
      'changes',
      `what people changed in ${system} since ${since} is told late: ${who} keeps a transaction open; end it in its database.`,
    )
  })
}

interface HorizonRow {
  readonly system: string
  readonly since: string
  readonly waits: boolean
  readonly held: { readonly session: string; readonly user: string; readonly doing: string } | null
}
