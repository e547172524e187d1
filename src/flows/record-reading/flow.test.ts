import { expect, it } from 'vitest'
import { Unavailable } from '#kernel/failure'
import type { Understanding } from '#model/ports/maintenance-desk'
import { RecordRead } from '#model/record-read'
import { recordReading } from './flow.ts'

const why = 'The answer is not as it should be: number of a part: Too long'
const judged = (now?: Understanding | { readonly refused: Unavailable }, said: { why?: string } = { why }) => {
  const record = { name: 'orders 7', system: 'cmms', book: 'orders', record: '7' }
  return recordReading.decide({ body: RecordRead.parse({ ...record, ...said }), facts: { now } } as never)
}
const over = [{ code: 'RECORD_NOT_UNDERSTOOD', reminder: 'orders 7' }]

it('EXC-01: a record that is not understood is put before somebody with the field that is wrong, once', () => {
  expect(judged({ is: 'unread', why })).toMatchObject({
    ...{ verdict: 'flagged', code: 'RECORD_NOT_UNDERSTOOD', settles: over },
    trouble: {
      owner: 'integration',
      sentence: `orders 7 of cmms is not understood, and what it says is not known here. ${why}`,
      suggestion: expect.stringContaining('retry'),
    },
  })
})

it('EXC-01: whoever retries hears how it reads now; where nobody can be asked, what was said of it holds', () => {
  expect(judged({ is: 'unread', why: 'title: Too long' })).toMatchObject({
    trouble: { sentence: expect.stringContaining('title: Too long') },
  })
  expect(judged({ refused: new Unavailable('UNREACHABLE', 'gone') })).toMatchObject({ verdict: 'flagged' })
  for (const is of ['understood', 'gone'] as const)
    expect(judged({ is })).toMatchObject({ verdict: 'accepted', settles: over })
  expect(judged(undefined, {})).toMatchObject({ verdict: 'accepted', settles: over })
})
