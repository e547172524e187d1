import { z } from 'zod'
import { hours, minutes } from '../src/kernel/time.ts'
import type { Chance } from './chance.ts'

/** How a machine wears, in the plant's time; what is not said is as with the critical machines of a small manufacturer. */
export const Wear = z.strictObject({
  shape: z.number().positive().default(1.4).describe('Of the Weibull distribution of its lives'),
  life: z.number().positive().default(160).describe('Hours after which 63 of 100 have failed'),
  repair: z.number().positive().default(42).describe('Minutes that half of the repairs take at most'),
  spread: z.number().nonnegative().default(0.6).describe('How far repairs differ: sigma of their logarithm'),
})
export type Wear = z.infer<typeof Wear>

/** From the failure to the end of the repair, in milliseconds of the plant since it began. */
export interface Standstill {
  readonly fails: number
  readonly works: number
}

/**
 * The life of a machine: it works until it fails, is repaired, and is as good as new. Whoever has the same chance tells
 * the same life, so that the machine and those who look after it speak of the same failures without knowing each other.
 */
export function* standstillsOf({ shape, life, repair, spread }: Wear, chance: Chance): Generator<Standstill, never> {
  for (let now = 0; ;) {
    const fails = now + hours(chance.weibull(shape, life))
    const works = fails + minutes(chance.lognormal(repair, spread))
    yield { fails, works }
    now = works
  }
}

/** Each machine has a chance of its own, by its name. */
export const wearChance = (chance: Chance, machine: string): Chance => chance.named(`wear of ${machine}`)
