import { afterAll, beforeAll, describe, inject, onTestFinished } from 'vitest'
import { DowntimeLedger } from '#model/ports/downtime-ledger'
import type { PortKeeper } from '#model/ports/port'
import { odoo } from '../../src/connectors/odoo/index.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { lookInto } from '../support/odoo-look.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { bothModes, withoutProcedures } from '../support/plain-ground.ts'
import { type Books, productionLedgerContract } from './production-ledger.ts'
import { backflushContract } from './backflush.ts'
import { byproductContract } from './byproducts.ts'
import { downtimeLedgerContract } from './downtime-ledger.ts'
import { operationClockContract } from './operation-clock.ts'
import { lotChangeContract } from './lot-changes.ts'
import { lotDateContract, lotStandingContract } from './lot-standings.ts'
import { planningLedgerContract, type Plans } from './planning-ledger.ts'
import { orderLifeContract } from './order-life.ts'
import { reworkContract } from './rework.ts'
import { sparePartsLedgerContract, type Storeroom } from './spare-parts-ledger.ts'
import { substituteContract } from './substitutes.ts'

const version = inject('odooVersion')
const isFull = Boolean(process.env['MILLWRIGHT_FULL'])

/** Plain mode keeps the whole port too; a quick run shows it by the heart of the ledger, on Odoo 14 by a part of it. */
describe.each(bothModes)(
  `SYS-27: the production ledger on real Odoo ${version} passes the suite of its port: %s`,
  (mode) => {
    let real: TestOdoo
    let world: OdooWorld
    let close: () => void
    let books: Books
    let plans: PortKeeper
    let shared: Plans['shared']
    let parts: PortKeeper
    let by: Storeroom['by']
    let downtimes: PortKeeper | undefined

    beforeAll(async () => {
      real = await testOdoo()
      world = await odooWorld(real)
      if (mode === 'plain') await withoutProcedures(world, real)
      const settings = { ...real.integration, plant: 'P1', mode, requestLimit: 2_000 }
      const connector = odoo.connect(odoo.settings.parse(settings))
      shared = (warehouses) => {
        const another = odoo.connect(odoo.settings.parse({ ...settings, warehouses }))
        onTestFinished(() => another.close())
        return another.provides[1]!
      }
      by = (url) => {
        const another = odoo.connect(odoo.settings.parse({ ...settings, url }))
        onTestFinished(() => another.close())
        return another.provides[2]!
      }
      close = connector.close
      plans = connector.provides[1]!
      parts = connector.provides[2]!
      downtimes = connector.provides.find(({ port }) => port === DowntimeLedger.portName)
      books = {
        keeper: connector.provides[0]!,
        sharesCost: version !== '14',
        oneOf: mode === 'procedures' ? (isFull ? 29 : 181) : isFull ? 121 : 719,
        bench: (wish) => world.bench(wish),
        look: (bench) => lookInto(world, bench),
      }
    })

    afterAll(async () => {
      close?.()
      await world?.close()
      await real?.[Symbol.asyncDispose]()
    })

    const isQuick = mode === 'plain' && !isFull
    planningLedgerContract(async () => ({ keeper: plans, world, shared }), { whole: !isQuick })
    if (mode === 'procedures')
      downtimeLedgerContract(async () => ({ keeper: plans, world, shared, downtimes: downtimes!, books: books.keeper }))
    if (!isQuick || version === '19') productionLedgerContract(async () => books)
    if (!isQuick || version === '14') byproductContract(async () => books)
    const isOneCall = mode === 'procedures'
    const storeroom = async () => ({ keeper: parts, world, url: real.integration.url, by, isOneCall })
    if (!isQuick || version === '19') sparePartsLedgerContract(storeroom, { whole: !isQuick })
    if (isQuick) return
    backflushContract(async () => books)
    operationClockContract(async () => books)
    reworkContract(async () => books)
    lotChangeContract(async () => books)
    lotStandingContract(async () => books)
    lotDateContract(async () => books)
    orderLifeContract(async () => books)
    substituteContract(async () => books)
  },
)
