import { afterEach, beforeEach, expect, test } from 'vitest'
import { Failure } from '#kernel/failure'
import type { Effect } from '#model/ports/port'
import { chanceFrom } from '../../simulators/chance.ts'
import { desk } from '../../simulators/odoo/desk.ts'
import { fateOf, faultsFrom, noFaults } from '../../simulators/odoo/faults.ts'
import { call, effect, outcome, pieces } from '../contracts/production-ledger.ts'
import { simulatedBooks } from '../support/simulated-odoo.ts'

let ours: Awaited<ReturnType<typeof simulatedBooks>>
let order: string
beforeEach(async () => {
  ours = await simulatedBooks()
  order = (await ours.books.bench()).order
})
afterEach(() => ours[Symbol.asyncDispose]())

const receipt = (): Effect => effect('receiveOutput', { order, quantity: pieces(1) })

/** What the hub learns: of each effect, or of the call as a whole. */
const perform = async (...effects: Effect[]): Promise<readonly string[]> => {
  try {
    return (await ours.books.keeper.perform(effects, call())).map(outcome)
  } catch (failure) {
    if (failure instanceof Failure) return [failure.code]
    throw failure
  }
}
const isBooked = ({ key }: Effect): boolean => ours.simulated.books.effects.has(key)
const set = async (faults: object): Promise<void> => {
  const answer = await fetch(`${ours.simulated.control}/faults`, { method: 'POST', body: JSON.stringify(faults) })
  expect(answer.status).toBe(200)
}

test('an answer that is lost leaves what was asked in the books, and the repeat is told so', async () => {
  // The connector has found its procedures before.
  await perform(receipt())
  const one = receipt()

  await set({ loseAnswers: 1 })
  expect(await perform(one)).toEqual(['CONNECTION_LOST'])
  expect(isBooked(one)).toBe(true)

  await set({ loseAnswers: 0 })
  const [again] = await ours.books.keeper.perform([one], call())
  expect(again).toMatchObject({ known: true, after: { received: '2' } })
})

test('a ghost is booked after its caller has given up; whoever comes first books it, and nobody twice', async () => {
  await perform(receipt())
  const [alone, repeated] = [receipt(), receipt()]

  await set({ ghosts: 1, ghostSeconds: 0.2 })
  expect([...(await perform(alone)), ...(await perform(repeated))]).toEqual(['CONNECTION_LOST', 'CONNECTION_LOST'])
  await set({ ghosts: 0 })
  expect(await perform(repeated)).toEqual(['booked'])

  await expect.poll(() => isBooked(alone)).toBe(true)
  expect(ours.simulated.books.effects.size).toBe(3)
})

test.each([
  ['busy', 'OVERLOADED', 0],
  ['serialization', 'BUSY', 0],
  ['fails', 'NOT_ODOO', 1],
])('%s: the hub hears %s', async (fault, code, most) => {
  await perform(receipt())
  const some = [receipt(), receipt(), receipt(), receipt(), receipt(), receipt(), receipt(), receipt()]

  await set({ [fault]: 1 })
  for (const one of some) expect(await perform(one)).toEqual([code])

  const booked = some.filter(isBooked).length
  expect(booked > 0 && booked < some.length).toBe(most === 1)
})

test('an answer that belongs to another call is believed by nobody', async () => {
  const [first, second] = [receipt(), receipt()]
  await perform(first)

  await set({ otherAnswers: 1 })
  expect(await perform(second)).toEqual(['HALF_AN_ANSWER'])
  await set({ otherAnswers: 0 })

  expect(await perform(second)).toEqual(['booked'])
  expect(ours.simulated.books.effects.size).toBe(2)
})

test('while it is away nothing reaches it, and it comes back with its books', async () => {
  const one = receipt()
  await perform(one)

  await set({ away: true })
  expect(await perform(receipt())).toEqual(['UNREACHABLE'])
  await set({ away: false })

  const [again] = await ours.books.keeper.perform([one], call())
  expect(again).toMatchObject({ known: true })
})

test('what was under way when it went away is lost with it', async () => {
  await perform(receipt())
  const one = receipt()

  await set({ callTakes: 60_000 })
  const answer = perform(one)
  await expect.poll(() => ours.simulated.counts()).toMatchObject({ inWork: 1 })
  await set({ away: true })

  expect(await answer).toEqual(['CONNECTION_LOST'])
  expect(isBooked(one)).toBe(false)
})

test('flapping, it is away and there in turns', async () => {
  await set({ flapUp: 0.05, flapDown: 0.05 })
  const alive = () => perform(receipt()).then(([said]) => said === 'booked')

  for (const is of [false, true, false, true]) await expect.poll(alive, { interval: 5 }).toBe(is)
})

test('only as many calls as it has workers are worked on; who waits comes in turn', async () => {
  const { enter, leave, counts } = desk({ ...noFaults(), workers: 2 })
  const entered: number[] = []
  const all = [1, 2, 3, 4].map(async (nth) => {
    await enter()
    entered.push(nth)
  })

  await Promise.all(all.slice(0, 2))
  expect(counts()).toEqual({ inWork: 2, waiting: 2 })
  leave()
  await all[2]
  leave()
  await Promise.all(all)
  expect([entered, counts()]).toEqual([[1, 2, 3, 4], { inWork: 2, waiting: 0 }])
})

test('the same seed meets the same fates, another one others', () => {
  const faults = faultsFrom('busy=0.1,fails=0.1,loseAnswers=0.1,ghosts=0.1,slow=0.2')
  const fates = (seed: string) => {
    const chance = chanceFrom(seed)
    return Array.from({ length: 200 }, () => fateOf(faults, chance))
  }

  expect(fates('7')).toEqual(fates('7'))
  expect(fates('7')).not.toEqual(fates('8'))
  expect(new Set(fates('7').map(({ kind }) => kind)).size).toBe(6)
})

test('a switch that does not exist, or cannot be set so, sets nothing', async () => {
  const wish = { method: 'POST', body: JSON.stringify({ busy: 1, workers: -1 }) }
  const answer = await fetch(`${ours.simulated.control}/faults`, wish)

  expect(answer.status).toBe(422)
  expect(ours.simulated.faults).toEqual(noFaults())
  expect(() => faultsFrom('sleepy=1')).toThrow(/--faults/)
})
