import { minutes, seconds } from '../../src/kernel/time.ts'
import type { Chance } from '../chance.ts'

/** How often things go wrong between the shop floor and the hub, without anybody's doing. */
export const mix = { late: 0.08, duplicate: 0.015, outOfOrder: 0.007, unknownCode: 0.003 } as const

/** What becomes of one report on its way. Milliseconds of the plant's clock. */
export interface Fate {
  readonly delay: number
  /** Sent once more, so long after the first time. */
  readonly again?: number
  /** First reported with a code nobody knows, and put right by a new report so long after. */
  readonly corrected?: number
}

/** The fate of a report is drawn whatever it is, so that one switch never changes the fate of the next report. */
export function fateOf(chance: Chance, isOn: boolean): Fate {
  const late = chance.happens(mix.late) ? minutes(15) + chance.exponential(minutes(30)) : 0
  const overtaken = chance.happens(mix.outOfOrder) ? minutes(chance.between(2, 10)) : 0
  const again = chance.happens(mix.duplicate) ? seconds(chance.between(1, 300)) : undefined
  const corrected = chance.happens(mix.unknownCode) ? minutes(chance.between(5, 20)) : undefined
  const usual = chance.exponential(seconds(5))
  if (!isOn) return { delay: 0 }
  return {
    delay: Math.max(late, overtaken, usual),
    ...(again === undefined ? {} : { again }),
    ...(corrected === undefined ? {} : { corrected }),
  }
}

/** Which reports get lost while reports get lost. */
export const isLost = (chance: Chance): boolean => chance.happens(0.1)

/** How far each terminal's clock is off. Two are badly set: one still on winter time and slow, one fast. */
export function clockOffset(chance: Chance, terminal: number): number {
  if (terminal === 1) return -minutes(47)
  if (terminal === 2) return seconds(90)
  return Math.round(seconds(chance.named(`clock of terminal ${terminal}`).normal(0, 4)))
}
