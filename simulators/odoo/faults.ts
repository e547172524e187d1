import { z } from 'zod'
import type { Chance } from '../chance.ts'

const chanceOf = z.number().min(0).max(1)
const amount = z.number().min(0)

/** What can be made to go wrong, or slowly, while it runs. Nothing does until it is asked for. */
export const Faults = z.strictObject({
  workers: z.int().min(0).default(0).describe('Calls it works on at once, others wait; 0: as many as come'),
  callTakes: amount.default(0).describe('Milliseconds each call takes'),
  effectTakes: amount.default(0).describe('Milliseconds each effect in a call takes beside that'),
  callsPerSecond: amount.default(0).describe('Calls it begins in a second; 0: as many as come'),
  slow: chanceOf.default(0).describe('How often a call takes long'),
  slowSeconds: amount.default(5).describe('Up to how long that is'),
  loseAnswers: chanceOf.default(0).describe('How often what was asked is booked and the answer is lost'),
  ghosts: chanceOf.default(0).describe('How often the connection breaks at once, and what was asked is booked later'),
  ghostSeconds: amount.default(60).describe('Up to how much later'),
  otherAnswers: chanceOf.default(0).describe('How often it answers with what belongs to an earlier call'),
  fails: chanceOf
    .default(0)
    .describe('How often a page with status 500 comes; half of these calls were done all the same'),
  busy: chanceOf.default(0).describe('How often it says 429 and does nothing'),
  serialization: chanceOf.default(0).describe('How often others kept changing the same records, and nothing is done'),
  away: z
    .boolean()
    .default(false)
    .describe('Whether it is not there: connections are refused, calls under way are lost'),
  flapUp: amount.default(0).describe('Seconds it is there before it is away, again and again; 0: always'),
  flapDown: amount.default(0).describe('Seconds it is away then'),
})
export type Faults = z.infer<typeof Faults>

export const noFaults = (): Faults => Faults.parse({})

const Wished = Faults.partial()

/** Sets switches; answers what was not understood, and then sets none. */
export function setFaults(faults: Faults, wished: unknown): string | undefined {
  const read = Wished.safeParse(wished)
  if (!read.success) return z.prettifyError(read.error)
  // A default is what is meant at the start, not when something else is switched.
  for (const name of Object.keys(wished as object) as (keyof Faults)[])
    Object.assign(faults, { [name]: read.data[name] })
  return undefined
}

/** `busy=0.1,workers=2,away=true` */
export function faultsFrom(text: string): Faults {
  const faults = noFaults()
  const wished = Object.fromEntries(
    text
      .split(',')
      .filter(Boolean)
      .map((word) => {
        const [name = '', value = 'true'] = word.split('=')
        return [name, JSON.parse(value) as unknown]
      }),
  )
  const wrong = setFaults(faults, wished)
  if (wrong !== undefined) throw new Error(`--faults: ${wrong}`)
  return faults
}

/** What becomes of one call. */
export interface Fate {
  readonly kind: 'well' | 'busy' | 'serialization' | 'failed' | 'failed-but-done' | 'lost' | 'ghost' | 'other'
  /** Milliseconds beside what the work takes: more of it, or until a ghost does it. */
  readonly later: number
}

/** Drawn call by call: the same seed and the same calls in the same order meet the same fates. */
export function fateOf(faults: Faults, chance: Chance): Fate {
  const later = faults.slow > 0 && chance.happens(faults.slow) ? chance.next() * faults.slowSeconds * 1000 : 0
  // Each is drawn only where it is asked for, so that one switch does not change what another does.
  const strikes = (name: 'busy' | 'serialization' | 'fails' | 'loseAnswers' | 'ghosts' | 'otherAnswers'): boolean =>
    faults[name] > 0 && chance.happens(faults[name])
  if (strikes('busy')) return { kind: 'busy', later: 0 }
  if (strikes('serialization')) return { kind: 'serialization', later }
  if (strikes('fails')) return { kind: chance.happens(0.5) ? 'failed' : 'failed-but-done', later }
  if (strikes('loseAnswers')) return { kind: 'lost', later }
  if (strikes('ghosts')) return { kind: 'ghost', later: chance.next() * faults.ghostSeconds * 1000 }
  if (strikes('otherAnswers')) return { kind: 'other', later }
  return { kind: 'well', later }
}
