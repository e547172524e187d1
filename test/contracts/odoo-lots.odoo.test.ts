import { afterAll, beforeAll, describe, inject } from 'vitest'
import { odoo } from '../../src/connectors/odoo/index.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { lookInto } from '../support/odoo-look.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { modes, withoutProcedures } from '../support/plain-ground.ts'
import { lotDateContract, lotStandingContract } from './lot-standings.ts'
import type { Books } from './production-ledger.ts'

/** An Odoo whose administrator has installed the app that keeps dates of lots; all other suites meet one without. */
describe(`lots on real Odoo ${inject('odooVersion')} that keeps their dates`, () => {
  let real: TestOdoo
  let world: OdooWorld
  beforeAll(async () => {
    real = await testOdoo()
    world = await odooWorld(real)
    const ids = await world.find('ir.module.module', [['name', '=', 'product_expiry']])
    await world.call('ir.module.module', 'button_immediate_install', { ids })
  })
  afterAll(async () => {
    await world?.close()
    await real?.[Symbol.asyncDispose]()
  })

  describe.each(modes)('%s', (mode) => {
    let close: () => void
    let books: Books
    beforeAll(async () => {
      if (mode === 'plain') await withoutProcedures(world, real)
      const connector = odoo.connect(odoo.settings.parse({ ...real.integration, plant: 'P1', mode }))
      close = connector.close
      books = {
        keeper: connector.provides[0]!,
        keepsDates: true,
        bench: (wish) => world.bench(wish),
        look: (bench) => lookInto(world, bench),
      }
    })
    afterAll(() => close?.())

    lotDateContract(async () => books)
    if (process.env['MILLWRIGHT_FULL']) lotStandingContract(async () => books)
  })
})
