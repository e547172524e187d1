import { describe, expect, it } from 'vitest'
import type { Message } from '#model/message'
import { DOWNTIME_ENDED, DOWNTIME_STARTED } from '#model/maintenance-events'
import { assetDowntime, type DowntimeFile } from './flow.ts'

const decide = assetDowntime.decide as unknown as (situation: object) => ReturnType<typeof assetDowntime.decide>
const due = assetDowntime.due as unknown as (situation: object) => ReturnType<typeof assetDowntime.due>
const policy = { patience: { original: 1000 } }

/** What is said about the press at a time, one after the other; what is kept in the end, and the last verdict. */
function told(...said: readonly (readonly [type: string, at: string])[]) {
  let file: { readonly state: string; readonly data: DowntimeFile } | undefined
  let outcome: ReturnType<typeof assetDowntime.decide> | undefined
  for (const [type, at] of said) {
    const message = { type, occurredAt: `2026-11-22T${at}:00.000Z`, source: '/plants/A/systems/cmms' } as Message
    outcome = decide({ message, body: { asset: 'PRESS-1', assetName: 'Press 1' }, file, policy })
    file = (outcome.file as typeof file) ?? file
  }
  return { file, outcome: outcome! }
}

describe('a standstill of an asset', () => {
  it('begins once, when the first who says so says it began, and ends', () => {
    const { file, outcome } = told([DOWNTIME_STARTED, '10:06'], [DOWNTIME_STARTED, '10:02'], [DOWNTIME_ENDED, '11:00'])
    expect(outcome.sentence).toBe('Press 1 works again, after 58 min.')
    expect(file).toMatchObject({ state: 'running', data: { last: { from: '2026-11-22T10:02:00.000Z' } } })
    expect(file!.data).not.toHaveProperty('since')
  })

  it('waits for its beginning where its end comes first, and is refused where it ends before', () => {
    expect(told([DOWNTIME_ENDED, '11:00']).outcome.verdict).toBe('held')
    expect(told([DOWNTIME_STARTED, '11:00'], [DOWNTIME_ENDED, '10:00']).outcome).toMatchObject({
      verdict: 'refused',
      code: 'END_BEFORE_START',
    })
  })

  it('is put before somebody when it is a day old, and no more when it is over', () => {
    const { file } = told([DOWNTIME_STARTED, '10:00'])
    expect(due({ file, now: '2026-11-23T10:01:00.000Z' })).toMatchObject({ verdict: 'flagged', code: 'DOWNTIME_OPEN' })
    const over = told([DOWNTIME_STARTED, '10:00'], [DOWNTIME_ENDED, '11:00'])
    expect(due({ file: over.file, now: '2026-11-23T10:01:00.000Z' }).verdict).toBe('accepted')
    expect(over.outcome.settles).toEqual([{ code: 'DOWNTIME_OPEN', reminder: 'open' }])
  })
})
