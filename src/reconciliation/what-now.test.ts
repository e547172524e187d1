import { expect, it } from 'vitest'
import { type CameAgain, whatNowForgotten } from './what-now.ts'

const of = { system: 'mes', occurredAt: '2026-11-22T06:00:00.000Z', isOurs: false }

it.each<readonly [CameAgain, RegExp]>([
  ['not-yet', /^Have mes send again what it reported from 2026-11-22T06:00:00.000Z on/],
  ['stopped', /see Exceptions/],
  ['over', /its journey says why/],
])('what the hub has forgotten and is %s says what now (R17)', (came, sentence) => {
  expect(whatNowForgotten(came, of)).toMatch(sentence)
})

it('what the hub told itself is sent again by nobody', () => {
  expect(whatNowForgotten('not-yet', { ...of, system: 'hub.centre', isOurs: true })).toMatch(/nobody tells it again/)
})
