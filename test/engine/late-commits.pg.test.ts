import { expect, it } from 'vitest'
import { acceptBeside } from '#engine'
import { aMessage, anOrder } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { testHub } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

const received = (order: string, value: string) =>
  aMessage('output.received', { order, quantity: { value, uom: 'H87' } })

// Ids are numbers in the order in which messages came, and commits come in another: fault T34 of the catalogue.
it('a message that is committed after later ones is passed over by nobody, in another lane or in the same (I9, I11)', async () => {
  await using database = await testDatabase()
  const ledger = ledgerDouble(anOrder({ id: 'odoo.1' }), anOrder({ id: 'odoo.2' }))
  await using hub = testHub(database.pool, ledger)
  const booked = (...values: readonly string[]) =>
    eventually(() =>
      expect(ledger.booked.map(({ body }) => body)).toMatchObject(values.map((value) => ({ quantity: { value } }))),
    )
  const [first, second] = [received('odoo.1', '1'), received('odoo.2', '2')]
  await acceptBeside(database.pool, 'hub', [first], async () => {
    await hub.receive([second])
    await booked('2')
  })
  await booked('2', '1')

  const [before, after] = [received('odoo.1', '3'), received('odoo.1', '4')]
  await hub.receive([after])
  await booked('2', '1', '4')
  await hub.receive([before])
  await booked('2', '1', '4', '3')
})
