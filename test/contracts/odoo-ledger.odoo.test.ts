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
import { substituteContract } from './substitutes.ts'

const version = inject('odooVersion')
const isFull = Boolean(process.env['MILLWRIGHT_FULL'])

/** Plain mode keeps the whole port too; a quick run shows it by the heart of the ledger on the newer Odoo. */
const modes = version === '19' ? (['procedures', 'plain'] as const) : (['procedures'] as const)

describe.each(modes)(
  `SYS-27: the production ledger on real Odoo ${version} passes the suite of its port: %s`,
  (mode) => {
    let real: TestOdoo
    let world: OdooWorld
    let close: () => void
    let books: Books

    beforeAll(async () => {
      real = await testOdoo()
      world = await odooWorld(real)
      const connector = odoo.connect(
        odoo.settings.parse({ ...real.integration, plant: 'P1', mode, requestLimit: 2_000 }),
      )
      close = connector.close
      books = {
        keeper: connector.provides[0]!,
        sharesCost: version === '19',
        oneOf: mode === 'procedures' ? 30 : isFull ? 120 : 720,
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
    if (mode === 'plain' && !isFull) return
    backflushContract(async () => books)
    operationClockContract(async () => books)
    byproductContract(async () => books)
    reworkContract(async () => books)
    lotChangeContract(async () => books)
    orderLifeContract(async () => books)
    // Plain mode books a substitute beside the plan, which it leaves as it was.
    if (mode === 'procedures') substituteContract(async () => books)
  },
)
