import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseOf, type Engine } from '#engine'
import { instant, minutes } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { quantity } from '#model/quantity'
import { aMessage, anOrder, aPolicy } from '../../test/support/builders.ts'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { testHub } from '../../test/support/hub.ts'
import { ledgerDouble } from '../../test/support/ledger-double.ts'
import { compareClocks } from './index.ts'
import { eventually } from '../../test/support/eventually.ts'

const ids = uuids(systemClock)

describe('a terminal whose clock is wrong', () => {
  let database: TestDatabase
  let hub: Engine
  beforeAll(async () => {
    database = await testDatabase()
    hub = testHub(database.pool, ledgerDouble(anOrder()))
  })
  afterAll(async () => {
    await hub?.[Symbol.asyncDispose]()
    await database?.[Symbol.asyncDispose]()
  })

  const says = (system: string, off: number, count: number) =>
    hub.receive(
      Array.from({ length: count }, () =>
        aMessage(
          'output.received',
          { order: 'odoo.42', quantity: quantity(1) },
          { source: `/plants/A/systems/${system}`, occurredAt: instant(Date.now() + off) },
        ),
      ),
    )
  const compare = () =>
    compareClocks({
      database: databaseOf(database.pool),
      home: 'hub',
      ids,
      clock: systemClock,
      allowed: () => aPolicy.clockSkew,
      receive: (messages) => hub.receive(messages),
    })
  const exceptions = async () =>
    (await database.pool.query("select sentence, resolution from exception where code = 'CLOCK_SKEW'")).rows

  it('DOM-39: is put in front of somebody, keeps the times it said, and is cleared when it is right again', async () => {
    await says('terminal', minutes(7), 10)
    await says('mes', 0, 10)
    await compare()
    await compare()
    await eventually(async () =>
      expect(await exceptions()).toEqual([
        {
          sentence: 'The clock of /plants/A/systems/terminal is 7 min ahead, as its last 10 messages tell.',
          resolution: null,
        },
      ]),
    )
    const { rows } = await database.pool.query(
      "select count(*)::int as rewritten from message where source like '%terminal' and occurred_at < received_at",
    )
    expect(rows).toEqual([{ rewritten: 0 }])
    const clocks = await database.pool.query('select source, ahead_ms from source_clock order by source')
    expect(clocks.rows.map((row) => [row.source, Math.round(Number(row.ahead_ms) / 60_000)])).toEqual([
      ['/plants/A/systems/mes', 0],
      ['/plants/A/systems/terminal', 7],
    ])

    await says('terminal', 0, 60)
    await compare()
    await eventually(async () => expect(await exceptions()).toMatchObject([{ resolution: 'healed' }]))
  })
})
