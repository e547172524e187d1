import { describe, expect, it } from 'vitest'
import { hours, later, minutes } from '#kernel/time'
import { type Rhythm, rhythmCauses } from './maintenance.ts'

const since = '2026-11-24T06:00:00.000Z'
/** A CMMS that tells something every few hours. */
const cmms: Rhythm = {
  ...{ system: 'cmms', asked_at: since, told_at: since, told: 40, longest: hours(8) },
  ...{ hinted_at: null, unhinted: 0, unhinted_since: null, most_unhinted: 0, lost: 0, lost_since: null },
  begun_at: since,
}
const seen = (over: Partial<Rhythm>, after: number) => {
  const now = later(since, after)
  const place = { plant: 'A', title: 'CMMS', zone: 'UTC', now, patience: minutes(15) }
  return rhythmCauses({ ...cmms, asked_at: now, ...over }, place).map(({ cause, sentence }) => ({ cause, sentence }))
}

describe('OBS-07: a CMMS that answers', () => {
  it('and is silent for longer than it ever was by half is told of, since when and what was expected by when', () => {
    expect(seen({}, hours(12))).toEqual([])
    expect(seen({}, hours(12) + 1)).toEqual([
      {
        cause: 'cmms-silent',
        sentence:
          'CMMS (cmms) answers and has told nothing new since 24 Nov, 06:00; it was never silent for longer than 8 h, and was expected to tell something by 24 Nov, 14:00.',
      },
    ])
  })

  it.each<[what: string, over: Partial<Rhythm>, after: number]>([
    ['that was silent for as long before', { longest: hours(60) }, hours(60)],
    ['that is too new to have a rhythm', { told: 19 }, hours(100)],
    ['that has told nothing yet', { told_at: null, told: 0 }, hours(100)],
    ['that tells something every minute, for less than an hour', { longest: minutes(1) }, hours(1)],
  ])('is not one %s', (_what, over, after) => {
    expect(seen(over, after)).toEqual([])
  })

  it('no more is away, and not silent; not for as long as nobody asked it', () => {
    const away = {
      cause: 'system-away',
      sentence:
        'CMMS (cmms) has not answered since 24 Nov, 06:00; what maintenance does there does not reach planning.',
    }
    expect(seen({ asked_at: since }, minutes(15))).toEqual([])
    expect(seen({ asked_at: since }, minutes(16))).toEqual([away])
    expect(seen({ asked_at: since }, hours(100))).toEqual([away])
    const begun = later(since, hours(99.8))
    expect(seen({ asked_at: since, begun_at: begun }, hours(100))).toEqual([])
    expect(seen({ asked_at: since, begun_at: begun }, hours(100.1))).toEqual([away])
    expect(seen({ asked_at: since, begun_at: null }, hours(100))).toEqual([])
  })

  it('whose webhooks stay away while asking finds changes is told of, by its own rhythm', () => {
    const found = { hinted_at: since, unhinted_since: since, most_unhinted: 4 }
    expect(seen({ ...found, unhinted: 7 }, hours(1))).toEqual([])
    expect(seen({ ...found, unhinted: 8 }, hours(1))).toMatchObject([
      { cause: 'cmms-webhooks', sentence: expect.stringContaining('told something new 8 times since 24 Nov, 06:00') },
    ])
    // Where none ever came, nobody waits for one.
    expect(seen({ ...found, hinted_at: null, unhinted: 50 }, hours(1))).toEqual([])
  })

  it('whose webhooks lead nowhere is told of', () => {
    expect(seen({ lost: 2, lost_since: since }, hours(1))).toEqual([])
    expect(seen({ lost: 3, lost_since: since }, hours(1))).toMatchObject([
      { cause: 'cmms-webhooks', sentence: expect.stringContaining('3 webhooks of CMMS (cmms) since 24 Nov, 06:00') },
    ])
  })
})
