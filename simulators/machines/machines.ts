import { z } from 'zod'
import { instant, minutes, seconds } from '../../src/kernel/time.ts'
import { chanceFrom } from '../chance.ts'
import { type Standstill, standstillsOf, Wear, wearChance } from '../wear.ts'

export const Machines = z
  .array(
    z.strictObject({
      code: z.string(),
      wear: Wear.prefault({}),
      perMinute: z.number().positive().default(6).describe('Pieces while it works'),
    }),
  )
  .min(1)
export type Machines = z.infer<typeof Machines>

/** One word of a machine, at a topic of its own. */
export interface Word {
  readonly topic: string
  readonly payload: string
}

export interface Hall {
  /** What the machines say until a moment of our clock; each moment is asked for once, in order. */
  wordsUntil(now: number): readonly Word[]
}

export interface HallParts {
  readonly machines: Machines
  readonly site: string
  readonly seed: string
  /** Seconds of the plant in one of ours. */
  readonly speed: number
  readonly begins: number
}

/** A machine that is well says so now and then: whoever listens knows that the line is. */
const HEARTBEAT = seconds(15)

/**
 * Machines that say how they are: running or stopped at once when that changes, else now and then, and how many pieces
 * they have made. They fail as their wear has it, the same for the same seed and beginning.
 */
export function hallOf({ machines, site, seed, speed, begins }: HallParts): Hall {
  const chance = chanceFrom(seed)
  const all = machines.map(({ code, wear, perMinute }) => {
    const life = standstillsOf(wear, wearChance(chance, code))
    return { code, perMinute, life, stop: life.next().value, worked: 0, was: begins, said: -Infinity, state: '' }
  })
  const ours = (at: number): number => Math.round(begins + at / speed)

  function* wordsOf(one: (typeof all)[number], now: number): Generator<Word> {
    const say = (signal: string, value: string | number, at: number): Word => ({
      topic: `${site}/${one.code}/${signal}`,
      payload: JSON.stringify({ value, at: instant(at), n: at }),
    })
    const turn = (state: string, at: number): Word => {
      Object.assign(one, { state, said: at })
      return say('state', state, at)
    }
    const made = (until: number) => {
      one.worked += Math.max(0, until - one.was) * speed
      one.was = until
    }
    for (; ours(one.stop.works) <= now; one.stop = one.life.next().value) {
      const { from, until } = span(one.stop)
      made(from)
      if (one.state !== 'Stopped') yield turn('Stopped', from)
      one.was = until
      yield turn('Execute', until)
    }
    const { from } = span(one.stop)
    const isDown = from <= now
    made(Math.min(now, from))
    const state = isDown ? 'Stopped' : 'Execute'
    if (one.state !== state) yield turn(state, isDown ? from : now)
    else if (now - one.said >= HEARTBEAT) yield turn(state, now)
    if (!isDown) yield say('count', Math.floor((one.worked * one.perMinute) / minutes(1)), now)
  }

  const span = ({ fails, works }: Standstill) => ({ from: ours(fails), until: ours(works) })
  return { wordsUntil: (now) => all.flatMap((one) => [...wordsOf(one, now)]) }
}
