import { setTimeout as pause } from 'node:timers/promises'

interface Patient {
  readonly url: string
  readonly database: string
  readonly key: string
}

/** Whether Odoo answers a real question of Millwright's user, not merely a ping. */
export async function isHealthy({ url, database, key }: Patient, patienceMilliseconds = 60_000): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/json/2/res.users/context_get`, {
      method: 'POST',
      headers: {
        authorization: `bearer ${key}`,
        'x-odoo-database': database,
        'content-type': 'application/json',
      },
      body: '{}',
      signal: AbortSignal.timeout(patienceMilliseconds),
    })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}

export async function untilHealthy(patient: Patient & { readonly hasEnded: () => boolean }): Promise<void> {
  for (const deadline = Date.now() + 180_000; !(await isHealthy(patient)); await pause(200)) {
    if (patient.hasEnded()) throw new Error('Odoo ended while starting')
    if (Date.now() > deadline) throw new Error('Odoo does not answer')
  }
}
