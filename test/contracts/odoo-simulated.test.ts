import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notCarried } from '../../simulators/odoo/procedures/procedures.ts'
import { odoo } from '../../src/connectors/odoo/index.ts'
import { simulatedBooks } from '../support/simulated-odoo.ts'
import { backflushContract } from './backflush.ts'
import { byproductContract } from './byproducts.ts'
import { lotChangeContract } from './lot-changes.ts'
import { lotDateContract, lotStandingContract } from './lot-standings.ts'
import { operationClockContract } from './operation-clock.ts'
import { orderLifeContract } from './order-life.ts'
import { call, productionLedgerContract } from './production-ledger.ts'
import { reworkContract } from './rework.ts'
import { substituteContract } from './substitutes.ts'

describe('SYS-27: the simulated Odoo passes the suite that real Odoo 19 and 14 pass', () => {
  let ours: Awaited<ReturnType<typeof simulatedBooks>>
  const books = async () => ours.books

  beforeAll(async () => void (ours = await simulatedBooks()))
  afterAll(() => ours?.[Symbol.asyncDispose]())

  productionLedgerContract(books)
  backflushContract(books)
  operationClockContract(books)
  byproductContract(books)
  reworkContract(books)
  lotChangeContract(books)
  lotStandingContract(books)
  lotDateContract(books)
  orderLifeContract(books)
  substituteContract(books)

  test('what it does not carry is refused in words, and that is the whole list', async () => {
    expect(Object.keys(notCarried)).toEqual(['blocks', 'plan-changes', 'read-together', 'read-accounts'])
    const { keeper, bench } = ours.books
    const figure = { figure: 'produced', order: (await bench()).order }
    const [refused] = await keeper.read('account', [figure], call())
    expect(refused).toMatchObject({ code: 'NOT_SIMULATED', message: notCarried['read-accounts'] })
  })

  test('the doctor finds nothing missing in it', async () => {
    const connector = odoo.connect(odoo.settings.parse({ ...ours.simulated.access, plant: 'P1' }))
    expect(await connector.diagnose()).toEqual({ version: '19.0', user: 'millwright', findings: [] })
    connector.close()
  })

  test('after all of that, what lies on its shelves and what is reserved there adds up', async () => {
    const told = await (await fetch(`${ours.simulated.control}/truth`)).json()
    expect(told).toMatchObject({ muddle: [] })
  })
})
