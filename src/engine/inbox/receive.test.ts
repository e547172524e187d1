import { expect, it } from 'vitest'
import { systemClock } from '#kernel/world'
import { aMessage } from '../../../test/support/builders.ts'
import type { Acceptance } from '../store.ts'
import { receiver } from './receive.ts'

/** A journal whose commits end when the test says so. */
function journal() {
  const commits: { readonly size: number; readonly end: () => void }[] = []
  let hangs = () => {}
  const receive = receiver({
    store: {
      accept: (messages) =>
        new Promise((resolve) =>
          commits.push({
            size: messages.length,
            end: () => resolve(messages.map(({ messageId }): Acceptance => ({ kind: 'accepted', messageId }))),
          }),
        ),
    },
    clock: { ...systemClock, after: (_duration, happen) => ((hangs = happen), () => {}) },
    crash: () => {},
    onAccepted: () => {},
  })
  const bring = async (count: number) => {
    const answers = receive(Array.from({ length: count }, () => aMessage('material.issued', { order: 'odoo.1' })))
    void answers.then(() => answered++)
    await settled()
  }
  let answered = 0
  return {
    ...{ commits, bring, hang: () => hangs(), answered: () => answered },
    sizes: () => commits.map(({ size }) => size),
  }
}

/** Until all that follows by itself has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('lets the few who come during a commit share the next one', async () => {
  const { bring, commits, sizes, answered } = journal()
  for (let nth = 0; nth < 4; nth++) await bring(1)
  expect(sizes()).toEqual([1])
  commits[0]!.end()
  await settled()
  expect([sizes(), answered()]).toEqual([[1, 3], 1])
  commits[1]!.end()
  await settled()
  expect([sizes(), answered()]).toEqual([[1, 3], 4])
})

it('begins a second commit beside the first when enough wait for it, and no third', async () => {
  const { bring, sizes } = journal()
  await bring(1)
  await bring(49)
  expect(sizes()).toEqual([1])
  await bring(1)
  await bring(500)
  expect(sizes()).toEqual([1, 50])
})

it('begins a second commit beside one that hangs, however few wait', async () => {
  const { bring, commits, hang, sizes, answered } = journal()
  await bring(1)
  await bring(1)
  hang()
  await settled()
  expect(sizes()).toEqual([1, 1])
  await bring(1)
  commits[1]!.end()
  await settled()
  expect([sizes(), answered()]).toEqual([[1, 1, 1], 1])
})
