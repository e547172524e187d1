import { expect, it } from 'vitest'
import { ASSET_FAILED, DOWNTIME_ENDED, DOWNTIME_STARTED } from '#model/asset-downtime-events'
import { SignalRule } from '#model/signal'
import { messageFrom } from './message.ts'

const at = '2026-11-22T06:00:00.000Z'
const now = '2026-11-22T06:01:00.000Z'

function told(means: string, turn: 'begins' | 'ends') {
  const rule = SignalRule.parse({ rule: 'hot', title: 'Hot', means, when: { signal: 'heat', above: 90 }, for: 120_000 })
  const telling = { system: 'machines', messageId: 'id', now }
  return messageFrom({ plant: 'A', asset: 'PRESS-1' }, rule, { turn, rule: 'hot', began: at, at, said: [] }, telling)
}

it('WF-48: a rule tells what it means: a failure, a standstill, or a warning that is over without a word', () => {
  expect(told('failure', 'begins')).toMatchObject({
    ...{ type: ASSET_FAILED, key: 'PRESS-1', occurredAt: at, receivedFrom: 'machines' },
    body: { asset: 'PRESS-1', functionLost: true, detectedBy: 'machine', reason: 'Hot: heat is above 90 for 2 min' },
  })
  expect(told('warning', 'begins')).toMatchObject({ type: ASSET_FAILED, body: { functionLost: false } })
  expect(told('standstill', 'begins')?.type).toBe(DOWNTIME_STARTED)
  expect([told('failure', 'ends')?.type, told('standstill', 'ends')?.type, told('warning', 'ends')]).toEqual([
    ...[DOWNTIME_ENDED, DOWNTIME_ENDED, undefined],
  ])
})

it('has one name for one failure, however often and whenever it is told', () => {
  const [one, other] = [told('failure', 'begins')!, told('failure', 'begins')!]
  expect([one.id, one.payloadHash]).toEqual([other.id, other.payloadHash])
  expect(told('failure', 'ends')!.id).not.toBe(one.id)
})
