import type { DoctorOptions } from './doctor.ts'
import { brokerSymptoms } from './doctor-brokers.ts'
import { channelSymptoms } from './doctor-channels.ts'
import { cmmsSymptoms } from './doctor-cmms.ts'
import { databaseSymptoms } from './doctor-database.ts'
import { odooSymptoms } from './doctor-odoo.ts'
import { exitCode } from './exit-codes.ts'
import { lineOf, type Symptom, wrong } from './symptom.ts'
import { Trouble } from '../local/trouble.ts'
import type { World } from './world.ts'

export async function doctorCheck(world: World, { json }: DoctorOptions): Promise<void> {
  const symptoms = [
    ...(await orSentence('database', () => databaseSymptoms(world))),
    ...(await orSentence('odoo', () => odooSymptoms(world))),
    ...(await orSentence('channels', () => channelSymptoms(world))),
    ...(await orSentence('cmms', () => cmmsSymptoms(world))),
    ...(await orSentence('brokers', () => brokerSymptoms(world))),
  ]
  if (symptoms.some(({ state }) => state === 'wrong')) world.endWith(exitCode.failed)
  world.print(json ? JSON.stringify(symptoms, undefined, 2) : symptoms.map(lineOf).join('\n'))
}

/** What cannot be looked at is one symptom; the others are looked at all the same. */
async function orSentence(about: string, look: () => Promise<readonly Symptom[]>): Promise<readonly Symptom[]> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof Trouble || error instanceof Error) return [wrong(about, error.message)]
    throw error
  }
}
