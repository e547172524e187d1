import { expect, it } from 'vitest'
import { hours, minutes, seconds } from '#kernel/time'
import { chanceFrom } from '../../simulators/chance.ts'
import { hallOf, Machines } from '../../simulators/machines/machines.ts'
import { standstillsOf, wearChance } from '../../simulators/wear.ts'

const monday = Date.UTC(2026, 10, 23, 6)
const machines = Machines.parse([
  { code: 'ROB-1', wear: { life: 4, repair: 30 } },
  { code: 'SAW-1', wear: { life: 900 } },
])

/** What the machines have said after so long, asked every second. */
function said(span: number, seed = '7') {
  const hall = hallOf({ machines, site: 'plant-a', seed, speed: 1, begins: monday })
  const words = []
  for (let now = monday; now <= monday + span; now += seconds(1))
    for (const { topic, payload } of hall.wordsUntil(now)) {
      const { value, at, n } = JSON.parse(payload) as { value: string | number; at: string; n: number }
      words.push({ topic, value, at: Date.parse(at), n })
    }
  return words
}

it('a machine says that it stands still from its failure to the end of its repair, and now and then how it is', () => {
  const states = said(hours(12)).filter(({ topic }) => topic === 'plant-a/ROB-1/state')
  const life = standstillsOf(machines[0]!.wear, wearChance(chanceFrom('7'), 'ROB-1'))
  const turns = states.filter(({ value }, nth) => value !== states[nth - 1]?.value)
  expect(turns.length).toBeGreaterThan(4)
  expect(turns[0]).toMatchObject({ value: 'Execute', at: monday })
  for (let nth = 1; nth + 1 < turns.length; nth += 2) {
    const { fails, works } = life.next().value
    expect(turns[nth]).toMatchObject({ value: 'Stopped', at: Math.round(monday + fails) })
    expect(turns[nth + 1]).toMatchObject({ value: 'Execute', at: Math.round(monday + works) })
  }
  const pauses = states.slice(1).map(({ at }, nth) => at - states[nth]!.at)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(seconds(16))
})

it('a machine counts what it makes while it works, and nothing while it stands still', () => {
  const counts = said(minutes(30)).filter(({ topic }) => topic === 'plant-a/SAW-1/count')
  expect(counts.at(-1)).toMatchObject({ value: 30 * 6, at: monday + minutes(30) })
  const all = said(hours(12)).filter(({ topic }) => topic.startsWith('plant-a/ROB-1/'))
  let state: unknown
  for (const { topic, value } of all)
    if (topic.endsWith('/state')) state = value
    else expect(state).toBe('Execute')
})

it('what a machine says is numbered in its order, and the same for the same seed', () => {
  const words = said(hours(2))
  for (const [, own] of Map.groupBy(words, ({ topic }) => topic))
    expect(own.map(({ n }) => n)).toEqual(own.map(({ n }) => n).toSorted((one, other) => one - other))
  expect(said(hours(2))).toEqual(words)
  expect(said(hours(2), '8')).not.toEqual(words)
})
