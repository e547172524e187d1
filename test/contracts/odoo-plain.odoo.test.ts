import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { odoo } from '../../src/connectors/odoo/index.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { lookInto } from '../support/odoo-look.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { type Proxy, proxyTo } from '../support/proxy.ts'
import { cutAfterEveryCall, stories } from './plain-cuts.ts'
import type { Books } from './production-ledger.ts'

const isFull = Boolean(process.env['MILLWRIGHT_FULL'])

describe(`plain mode in real Odoo ${inject('odooVersion')}`, () => {
  let real: TestOdoo
  let world: OdooWorld
  let wire: Proxy
  let books: Books
  let close: () => void

  const plain = (line: string) =>
    odoo.connect(odoo.settings.parse({ ...real.integration, url: line, plant: 'P1', mode: 'plain', requestLimit: 50 }))
  const hub = () => {
    const { provides, close: hangUp } = plain(wire.url)
    return { keeper: provides[0]!, close: hangUp }
  }

  beforeAll(async () => {
    real = await testOdoo()
    world = await odooWorld(real)
    wire = await proxyTo(real.integration.url)
    const connector = plain(real.integration.url)
    close = connector.close
    books = {
      keeper: connector.provides[0]!,
      bench: (wish) => world.bench(wish),
      look: (bench) => lookInto(world, bench),
    }
  })

  afterAll(async () => {
    close?.()
    await wire?.[Symbol.asyncDispose]()
    await world?.close()
    await real?.[Symbol.asyncDispose]()
  })

  test.each(isFull ? stories : stories.slice(0, 1))(
    'cut after every single call, nothing is booked twice or by half: $name',
    { timeout: 1_200_000 },
    async (story) => {
      const { calls, cut, whole } = await cutAfterEveryCall(story, books, hub, wire, isFull ? 1 : 8)

      expect(calls).toBeGreaterThan(10)
      expect(cut).toEqual(whole)
    },
  )
})
