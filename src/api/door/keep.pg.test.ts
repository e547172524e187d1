import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { NewMessage } from '#engine'
import { apiGround } from '../../../test/support/api-ground.ts'
import { aMessage } from '../../../test/support/builders.ts'
import { takeAll } from './take.ts'

const { database, api } = await apiGround()

const key = { keyId: 'k', plant: 'A', system: 'mes', types: ['*'] }
const data = { order: 'odoo.1', quantity: { value: '1', uom: 'H87' } }
const good = () => aMessage('output.received', data)
/** What a rule of the door might let pass one day, and the database refuses. */
const nul = () => {
  const message = aMessage('output.received', data, { actor: 'E\u0000va' })
  return { ...message, eventText: JSON.stringify({ ...JSON.parse(message.eventText), actor: 'E\u0000va' }) }
}
const endless = () => aMessage('output.received', { ...data, order: randomBytes(20_000).toString('hex') })

const take = (...messages: readonly NewMessage[]) =>
  takeAll(
    messages.map((message) => ({ message })),
    key as never,
    api.parts,
  )
const written = async (messages: readonly NewMessage[]) => {
  const { rows } = await database.pool.query('select id from message where id = any($1) order by id', [
    messages.map(({ id }) => id),
  ])
  return rows.map(({ id }) => id)
}
const statuses = (receipts: Awaited<ReturnType<typeof take>>) => receipts.map(({ status }) => status)

describe('what no database can hold', () => {
  it('is refused with the field that says it, leaves an audit row and nothing else', async () => {
    const bad = nul()
    const [receipt] = await take(bad)
    expect(receipt).toMatchObject({ id: bad.id, status: 'refused', errors: [{ pointer: '/actor' }] })
    expect(receipt!.sentence).toMatch(/cannot hold .*\/actor: contains a NUL character.* send it again\.$/)
    expect(await written([bad])).toEqual([])
    const { rows } = await database.pool.query('select action from audit where subject = $1', [bad.id])
    expect(rows).toEqual([{ action: 'event.refused' }])
  })

  it('is refused with the words of the database, where no field can be named', async () => {
    const [receipt] = await take(endless())
    expect(receipt).toMatchObject({ status: 'refused', errors: [{ pointer: '' }] })
    expect(receipt!.sentence).toContain('somewhere in it: The database refused: index row')
  })

  it('takes nobody with it that shares its batch: each is answered by itself', async () => {
    const all = [good(), nul(), good(), good(), nul(), good(), good()]
    const receipts = await take(...all)
    expect(statuses(receipts)).toEqual('accepted refused accepted accepted refused accepted accepted'.split(' '))
    const kept = all.filter((_, at) => receipts[at]!.status === 'accepted')
    expect(await written(all)).toEqual(kept.map(({ id }) => id).toSorted())
  })

  it('takes nobody with it that shares its commit, and does not come again', async () => {
    const bad = nul()
    const riders = Array.from({ length: 20 }, good)
    const answers = await Promise.all([take(riders[0]!), take(bad), ...riders.slice(1).map((one) => take(one))])
    expect(answers.flatMap(statuses).filter((status) => status === 'refused')).toHaveLength(1)
    expect(await written([bad, ...riders])).toEqual(riders.map(({ id }) => id).toSorted())
  })

  it('is refused as the record it came in, whole', async () => {
    const parts = [good(), nul(), good()].map((message) => ({ ...message, wire: 'ab'.repeat(32) }))
    expect(statuses(await take(...parts))).toEqual(['refused', 'refused', 'refused'])
    expect(await written(parts)).toEqual([])
  })
})
