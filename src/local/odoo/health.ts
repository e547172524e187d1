import { setTimeout as pause } from 'node:timers/promises'
import type { Edition } from './edition.ts'

interface Patient {
  readonly edition: Edition
  readonly url: string
  readonly database: string
  readonly login: string
  readonly key: string
}

/** Whether Odoo answers a real question of Millwright's user, not merely a ping. */
export async function isHealthy(patient: Patient, patienceMilliseconds = 60_000): Promise<boolean> {
  const { path, headers, body, isAnswer } = patient.edition.question(patient.database, patient.login, patient.key)
  try {
    const answer = await fetch(patient.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMilliseconds),
    })
    return isAnswer(await answer.json())
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
