import { expect, it } from 'vitest'
import type { Missing } from '#model/reach'
import { reachCause } from './reach.ts'

const missing = (about: string): Missing => ({
  ...{ kind: 'window-not-over', about, expectedBy: '2026-11-24T06:00:00.000Z' },
  ...{ sentence: `Seals (${about}) should be over.`, remedy: 'Say so.' },
})

it('OBS-07: what maintenance should have told planning is one alert for a plant, about what is overdue the longest', () => {
  expect(reachCause({ plant: 'A', answer: 'yes', missing: [] }, 'UTC')).toBeUndefined()
  const cause = reachCause({ plant: 'A', answer: 'no', missing: [missing('PM-1'), missing('PM-2')] }, 'UTC')
  expect(cause).toMatchObject({ cause: 'reach-missing', owner: 'planner', count: 2, now: 'Say so.' })
  expect(cause?.sentence).toMatch(
    /^Seals \(PM-1\) should be over\. It was expected by .*06:00.*\. 1 more is missing\.$/,
  )
})
