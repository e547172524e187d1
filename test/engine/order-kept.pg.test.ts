import { expect, it } from 'vitest'
import { Unavailable } from '#kernel/failure'
import { aMessage, anOrder } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

it('SYNC-21: a report whose order could not be asked for is booked before the one that came when it could', async () => {
  await using database = await testDatabase()
  const ledger = ledgerDouble(anOrder())
  const { read } = ledger
  let isAway = true
  ledger.read = async (...question) => {
    if (isAway) throw new Unavailable('TEST', 'nobody is there')
    return read(...question)
  }
  await using hub = testHub(database.pool, ledger)
  const reports = (value: string) =>
    hub.receive([aMessage('output.received', { order: 'odoo.42', quantity: { value, uom: 'H87' } })])

  await reports('1')
  const putOff = () => database.pool.query('select from inbox where waits_for is not null')
  await eventually(async () => expect((await putOff()).rowCount).toBe(1))
  isAway = false
  await reports('2')

  const booked = () => ledger.booked.map(({ body }) => (body as { quantity: { value: string } }).quantity.value)
  await eventually(() => expect(booked()).toEqual(['1', '2']))
})
