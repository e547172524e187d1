import { afterAll, beforeAll, describe, inject } from 'vitest'
import { odoo } from '../../src/connectors/odoo/index.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { lookInto } from '../support/odoo-look.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { type Books, productionLedgerContract } from './production-ledger.ts'
import { backflushContract } from './backflush.ts'
import { byproductContract } from './byproducts.ts'
import { operationClockContract } from './operation-clock.ts'
import { lotChangeContract } from './lot-changes.ts'
import { orderLifeContract } from './order-life.ts'
import { reworkContract } from './rework.ts'

describe(`SYS-27: the production ledger on real Odoo ${inject('odooVersion')} passes the suite of its port`, () => {
  let real: TestOdoo
  let world: OdooWorld
  let close: () => void
  let books: Books

  beforeAll(async () => {
    real = await testOdoo()
    world = await odooWorld(real)
    const connector = odoo.connect(odoo.settings.parse({ ...real.integration, plant: 'P1' }))
    close = connector.close
    books = {
      keeper: connector.provides[0]!,
      sharesCost: inject('odooVersion') === '19',
      bench: (wish) => world.bench(wish),
      look: (bench) => lookInto(world, bench),
    }
  })

  afterAll(async () => {
    close?.()
    await world?.close()
    await real?.[Symbol.asyncDispose]()
  })

  productionLedgerContract(async () => books)
  backflushContract(async () => books)
  operationClockContract(async () => books)
  byproductContract(async () => books)
  reworkContract(async () => books)
  lotChangeContract(async () => books)
  orderLifeContract(async () => books)
})
