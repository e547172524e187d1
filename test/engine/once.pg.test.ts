import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Unanswered, Unavailable } from '#kernel/failure'
import { aMessage, anOrder } from '../support/builders.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { engineParts, testHub } from '../support/hub.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const receipt = (order: string, value: string) =>
  aMessage('output.received', { order, quantity: { value, uom: 'H87' } })
const states = async (order: string) => {
  const { rows } = await database.pool.query(
    'select state from intent join lane using (lane_id) where lane.key = $1 order by seq',
    [order],
  )
  return rows.map((row) => row.state as string)
}

describe('a receipt of finished goods', () => {
  it('becomes one booking', async () => {
    const ledger = ledgerDouble(anOrder({ id: 'odoo.1' }))
    await using hub = testHub(database.pool, ledger)
    await hub.receive([receipt('odoo.1', '60')])
    await eventually(async () => expect(await states('odoo.1')).toEqual(['confirmed']))
    expect(ledger.booked).toHaveLength(1)
  })

  it('that is delivered three times is booked once and counted (I1, I3)', async () => {
    const ledger = ledgerDouble(anOrder({ id: 'odoo.2' }))
    await using hub = testHub(database.pool, ledger)
    const event = receipt('odoo.2', '60')
    const answers = await Promise.all([hub.receive([event]), hub.receive([{ ...event }]), hub.receive([{ ...event }])])
    expect(
      answers
        .flat()
        .map((answer) => answer.kind)
        .sort(),
    ).toEqual(['accepted', 'duplicate', 'duplicate'])
    await eventually(async () => expect(await states('odoo.2')).toEqual(['confirmed']))
    expect(ledger.booked).toHaveLength(1)
    const { rows } = await database.pool.query('select duplicates from seen where id = $1', [event.id])
    expect(rows[0].duplicates).toBe(2)
  })

  it('with the id of another and other content is a conflict and changes nothing', async () => {
    const ledger = ledgerDouble(anOrder({ id: 'odoo.3' }))
    await using hub = testHub(database.pool, ledger)
    const event = receipt('odoo.3', '60')
    await hub.receive([event])
    const other = { ...receipt('odoo.3', '61'), id: event.id }
    expect(await hub.receive([other])).toEqual([{ kind: 'conflict', messageId: event.messageId }])
    await eventually(async () => expect(await states('odoo.3')).toEqual(['confirmed']))
    expect(ledger.booked.map((effect) => effect.body)).toEqual([event.body])
  })

  it('whose answer is lost is booked once', async () => {
    const ledger = ledgerDouble(anOrder({ id: 'odoo.4' }))
    let lost = 2
    ledger.after = () => {
      if (lost-- > 0) throw new Unanswered('TEST', 'the line went dead')
    }
    await using hub = testHub(database.pool, ledger)
    await hub.receive([receipt('odoo.4', '60')])
    await eventually(async () => expect(await states('odoo.4')).toEqual(['confirmed']))
    expect(ledger.booked).toHaveLength(1)
  })

  it('waits while the ledger is away and is booked when it is back', async () => {
    const ledger = ledgerDouble(anOrder({ id: 'odoo.5' }))
    let away = 2
    ledger.before = () => {
      if (away-- > 0) throw new Unavailable('TEST', 'nobody is there')
    }
    await using hub = testHub(database.pool, ledger)
    await hub.receive([receipt('odoo.5', '60')])
    await eventually(async () => expect(await states('odoo.5')).toEqual(['confirmed']))
    expect(ledger.booked).toHaveLength(1)
  })

  it('of an order nobody knows becomes an exception and no booking', async () => {
    const ledger = ledgerDouble()
    await using hub = testHub(database.pool, ledger)
    const event = receipt('odoo.404', '1')
    await hub.receive([event])
    await eventually(async () => {
      const { rows } = await database.pool.query('select code, sentence from exception where message_id = $1', [
        event.messageId,
      ])
      expect(rows).toEqual([{ code: 'UNKNOWN_ORDER', sentence: 'There is no order odoo.404.' }])
    })
    expect(ledger.booked).toHaveLength(0)
  })

  it('is booked once when two hubs share the database and one dies after the call', async () => {
    const ledger = ledgerDouble(anOrder({ id: 'odoo.6' }))
    let died = false
    const { store } = engineParts(database.pool, ledger)
    const dying = testHub(database.pool, ledger, {
      store: {
        ...store,
        renewLeases: (held, lease) => (died ? new Promise(() => {}) : store.renewLeases(held, lease)),
      },
      crash: (point) => {
        // What a dead process does: nothing more, ever.
        if (point === 'effects.after-call' || died) {
          died = true
          return new Promise(() => {})
        }
        return undefined
      },
    })
    await dying.receive([receipt('odoo.6', '60')])
    await eventually(() => expect(died).toBe(true))
    await using _second = testHub(database.pool, ledger)
    await eventually(async () => expect(await states('odoo.6')).toEqual(['confirmed']))
    expect(ledger.booked).toHaveLength(1)
  })
})
