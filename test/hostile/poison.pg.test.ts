import { expect, it } from 'vitest'
import { lifeOf } from '../chaos/storm-events.ts'
import { simulatedBooks } from '../chaos/simulated-books.ts'
import { odooOf } from '../support/estate.ts'
import { aGateway } from '../support/gateway.ts'
import { refused, stopped } from './poisons.ts'
import { aTarget } from './target.ts'
import { eventually } from '../support/eventually.ts'

/** Of each kind so many: a thousand inputs of forty kinds in a full run. */
const ROUNDS = process.env['MILLWRIGHT_FULL'] ? 25 : 1

/** What is waited for is waited for shortly, so that all that can be told of is told. */
const waits = ['release', 'original', 'close', 'acknowledgement', 'predecessor', 'standstill', 'sequence', 'hold']
const policy = { patience: Object.fromEntries([...waits, 'confirmation', 'proposal'].map((name) => [name, 500])) }

it(`R7 R19 T19: ${ROUNDS} of each of forty kinds of poison end no process, keep nobody waiting, and come before a person or are refused; two orders are booked beside them`, async () => {
  expect([refused, stopped].flatMap((kinds) => Object.keys(kinds))).toHaveLength(40)
  await using stack = new AsyncDisposableStack()
  const books = stack.use(await simulatedBooks(3, ''))
  const systems = [odooOf('A', { ...books.access, login: 'millwright', timeout: 4000 })]
  const target = stack.use(await aTarget(policy, systems))
  const lives = [1, 2].flatMap((order) => lifeOf(`odoo.${order}`, { steel: 'steel', paint: 'paint' }))
  const life = lives.filter(({ type }) => type !== 'order.closed')
  const gateway = await aGateway({
    pool: target.pool,
    plant: 'A',
    system: 'cell',
    hubs: [() => `http://127.0.0.1:${target.port}`],
  })

  const told: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const [kinds, status] of [
      [refused, (one: number | undefined) => [400, 403, 422].includes(one ?? 0)],
      [stopped, (one: number | undefined) => one === 202],
    ] as const)
      for (const [kind, written] of Object.entries(kinds)) {
        const id = `${kind}, ${round}`
        const answer = await target.post(written(id))
        expect(status(answer.status), `${id}: ${answer.text.slice(-300)}`).toBe(true)
        expect(answer.stall, id).toBeLessThanOrEqual(100)
        if (kinds === stopped) told.push(id)
        await gateway.send(...life.splice(0, round === ROUNDS - 1 ? 1 : 0))
      }
  }
  await gateway.send(...life)

  await eventually(async () => {
    const rows = (await target.rows(
      `select message.id, exception.code, exception.sentence from exception join message using (message_id)`,
    )) as readonly { id: string; code: string; sentence: string }[]
    expect(rows.map(({ id }) => id).toSorted()).toEqual(told.toSorted())
    expect(rows.filter(({ code, sentence }) => code === '' || sentence.length < 10)).toEqual([])
    expect(rows.filter(({ code }) => code === 'PROCESS_KILLED')).toEqual([])
  })
  await eventually(async () => expect(await books.booked()).toBe(38))
  expect([target.isAlive(), await books.muddle()]).toEqual([true, []])
}, 180_000)
