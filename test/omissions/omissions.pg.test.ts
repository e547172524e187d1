import { expect, it } from 'vitest'
import { minutes } from '#kernel/time'
import { judge, type Judged } from './found.ts'
import { at, play } from './play.ts'
import { dropFrom, plantDay } from './plant-day.ts'

/** How many events a day has, how many of them are dropped, and by which seed: `npm run planted-omissions` has a large one. */
const wished = process.env['MILLWRIGHT_OMISSIONS']
const [events, howMany, seed] = (wished ?? '100,14,1').split(',').map(Number) as [number, number, number]

it(
  'OBS-07 EXC-16: of a plant’s day, messages that stay away are found before what comes after them begins',
  { timeout: minutes(30) },
  async () => {
    const day = plantDay(seed, events, at)
    const dropped = dropFrom(day.told, howMany, seed)
    const left = day.told.filter((one) => !dropped.has(one))
    const judged = judge(dropped, await play(day, left))
    if (wished) console.log(summary(day.told.length, dropped.size, judged))
    expect(judged.expected).toBeGreaterThan(howMany / 2)
    expect(judged.found / judged.expected, JSON.stringify(judged.missed)).toBeGreaterThanOrEqual(0.98)
    expect(judged.falseAlarms.length, JSON.stringify(judged.falseAlarms)).toBeLessThanOrEqual(wished ? 5 : 0)
  },
)

const summary = (all: number, dropped: number, { expected, found, missed, falseAlarms }: Judged): string =>
  [
    `${all} events, seed ${seed}; ${dropped} of them dropped, of which ${dropped - expected} that nobody expects by a time`,
    `${found} of ${expected} found before what comes after them began (${((100 * found) / expected).toFixed(1)} %)`,
    ...missed.map(
      ({ at: when, expected: kind, about, operation = '' }) => `  missed: ${kind} ${about} ${operation} at ${at(when)}`,
    ),
    `${falseAlarms.length} false alarms`,
    ...falseAlarms.map(({ at: when, code, sentence }) => `  ${at(when)} ${code}: ${sentence}`),
  ].join('\n')
