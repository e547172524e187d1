import { afterAll, beforeAll, expect, it } from 'vitest'
import { aTarget, type Target, usualEvent } from './target.ts'

const isFull = Boolean(process.env['MILLWRIGHT_FULL'])
const TIMES = isFull ? 10_000 : 1000
const CONNECTIONS = 64

let target: Target
beforeAll(async () => {
  target = await aTarget()
})
afterAll(() => target?.[Symbol.asyncDispose]())

const event = JSON.stringify({ ...usualEvent('flood'), time: '2026-11-22T06:04:11.250Z' })
const status = async (body: string) => (await target.post(body)).status

it(`T16: one event that comes ${TIMES.toLocaleString('en')} times over ${CONNECTIONS} connections is written down once`, async () => {
  const kept = await target.kept()
  const statuses = new Map<number | undefined, number>()
  const sent = Array.from({ length: CONNECTIONS }, async (_, nth) => {
    for (let time = nth; time < TIMES; time += CONNECTIONS) {
      const answer = await status(event)
      statuses.set(answer, (statuses.get(answer) ?? 0) + 1)
    }
  })
  await Promise.all(sent)
  // Whoever sends too much is told so and not heard; nobody is ever told anything else.
  expect([...statuses.keys()].filter((one) => one !== 202 && one !== 429)).toEqual([])
  expect(statuses.get(202)).toBeGreaterThan(TIMES / 2)
  expect([target.isAlive(), await target.kept()]).toEqual([true, kept + 1])
  const duplicates = `select duplicates::int as told from seen where id = 'flood'`
  expect(await target.rows(duplicates)).toEqual([{ told: statuses.get(202)! - 1 }])
}, 120_000)

it('T16: another content under its id is refused each time, and the audit trail says who tried', async () => {
  const kept = await target.kept()
  const other = event.replace('"value":"1"', '"value":"2"')
  expect(await Promise.all([other, other, event].map(status))).toEqual([409, 409, 202])
  expect(await target.kept()).toBe(kept)
  expect(
    await target.rows(`select subject, actor like 'mes (%' as named from audit where action = 'event.conflict'`),
  ).toEqual([
    { subject: 'flood', named: true },
    { subject: 'flood', named: true },
  ])
})
