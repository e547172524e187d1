import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import type { Json } from '#kernel/canonical-json'
import type { Failure } from '#kernel/failure'
import { deployment, odoo, odooClient } from '../../src/connectors/odoo/index.ts'
import { testOdoo } from '../support/odoo.ts'
import { lookInto } from '../support/odoo-look.ts'
import { type OdooWorld, odooWorld } from '../support/odoo-world.ts'
import { since } from '../support/since.ts'
import { booked, call, effect, outcome, pieces } from './production-ledger.ts'
import { eventually } from '../support/eventually.ts'

const real = await testOdoo()
const version = inject('odooVersion')
/** Where Odoo itself does things differently. */
const on = <What>(answers: { readonly [from: number]: What }): What => since(version, answers)

describe.skipIf(!real)(`procedures in real Odoo ${version}`, () => {
  let world: OdooWorld
  const connect = (timeout = 60_000) =>
    odoo.connect(odoo.settings.parse({ ...real!.integration, timeout, plant: 'P1' }))
  let connector: ReturnType<typeof connect>

  beforeAll(async () => {
    world = await odooWorld(real!)
    connector = connect()
  })

  afterAll(async () => {
    connector?.close()
    await world?.close()
  })

  const ledger = () => connector.provides[0]!

  test('deploying twice changes nothing, and a body somebody changed shows', async () => {
    const admin = deployment(world.admin)
    await admin.deploy(real!.login)
    expect(await admin.drift()).toEqual([])

    const { hash } = (await admin.plan()).find(({ name }) => name === 'read-orders')!
    const action = await world.find('ir.actions.server', [
      ['name', '=', `Millwright: read-orders (${hash!.slice(0, 12)})`],
    ])
    await world.call('ir.actions.server', 'write', { ids: action, vals: { code: 'action = {}' } })

    expect((await admin.drift()).map(({ name, state }) => `${name} ${state}`)).toEqual(['read-orders changed'])
    expect((await connector.diagnose()).findings).toContainEqual({
      kind: 'missing',
      what: 'procedure read-orders was changed in Odoo',
    })
    await admin.deploy(real!.login)
    expect(await admin.drift()).toEqual([])
  })

  test('the integration user finds everything it needs', async () => {
    await world.labour(30)

    expect(await connector.diagnose()).toMatchObject({ user: real!.login, findings: [] })
  })

  test('the integration user can neither change nor delete what Odoo remembers of effects', async () => {
    const client = odooClient(real!.integration)
    const { order } = await world.bench()
    await ledger().perform([effect('receiveOutput', { order, quantity: pieces(1) })], call())
    const ids = await client.call('x_millwright_effect', 'search', { domain: [], limit: 1 }, z.array(z.int()), {})

    for (const [method, body] of [
      ['write', { ids, vals: { x_key: 'x' } }],
      ['unlink', { ids }],
    ] as const)
      await expect(client.call('x_millwright_effect', method, body, z.unknown(), {})).rejects.toMatchObject({
        code: 'NOT_AUTHORISED',
      })
    client.close()
  })

  test('a stranger to the group cannot run procedures', async () => {
    const admin = odooClient({ ...real!.administrator })
    const action = await world.find('x_millwright_procedure', [['x_name', '=', 'effects']])
    const [row] = await world.rows('select x_action from x_millwright_procedure where id = $1', action)

    const run = admin.call(
      'ir.actions.server',
      'run',
      { ids: [row!['x_action']], context: { payload: { effects: [] } } },
      z.unknown(),
      {},
    )

    await expect(run).rejects.toMatchObject({ code: 'NOT_AUTHORISED' })
    admin.close()
  })

  test('an effect stays known after its record is gone', async () => {
    const { order } = await world.bench()
    const same = effect('issueMaterial', { order, item: (await world.bench()).steel, quantity: pieces(1) })
    const [first] = await ledger().perform([same], call())
    const move = booked(first).documents.find(({ kind }) => kind === 'stock.move')!
    await world.rows('delete from stock_move_line where move_id = $1', [Number(move.id)])
    await world.rows('delete from stock_move where id = $1', [Number(move.id)])

    const [again] = await ledger().perform([same], call())

    expect(booked(again)).toMatchObject({ known: true, documents: booked(first).documents })
  })

  test('ghost commit: Odoo commits after the caller gave up; a repeat meanwhile books nothing twice', async () => {
    const bench = await world.bench()
    const record = Number(bench.order.slice('odoo.'.length))
    const impatient = connect(1_500)
    const holder = new pg.Client({ connectionString: real!.sql })
    await holder.connect()
    const same = effect('receiveOutput', { order: bench.order, quantity: pieces(7) })

    await holder.query('begin')
    await holder.query('select 1 from mrp_production where id = $1 for update', [record])
    const gaveUp = await impatient.provides[0]!.perform([same], call()).catch((failure: Failure) => failure)
    const repeat = ledger().perform([same], call())
    // Until both stand before the order: the one nobody waits for any more, and its repeat.
    await eventually(async () =>
      expect(
        await world.rows(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        ),
      ).toHaveLength(2),
    )
    await holder.query('commit')
    const [answer] = await repeat

    expect(gaveUp).toMatchObject({ name: 'Unanswered', code: 'DEADLINE' })
    await expect
      .poll(async () => (await lookInto(world, bench)).output, { timeout: 20_000 })
      .toMatchObject({ net: 7, documents: 1 })
    expect(outcome(answer!)).toBe('booked')
    const [after] = await ledger().perform([same], call())
    expect(booked(after).known).toBe(true)
    expect((await lookInto(world, bench)).output).toMatchObject({ net: 7, documents: 1 })
    await holder.end()
    impatient.close()
  })

  test('a poll tells what changed, and the same version again only to who has not heard of it', async () => {
    const bench = await world.bench({ tracking: 'lot' })
    const cursor = new Date(Date.now() - 1_000).toISOString()
    await ledger().perform([effect('receiveOutput', { order: bench.order, quantity: pieces(7), lot: 'F1' })], call())

    const { orders, heard, cursor: next } = await connector.released(cursor, { limit: 500 })

    const mine = orders.filter(({ id }) => id === bench.order)
    expect(mine).toMatchObject([{ state: 'started', received: pieces(7), ordered: pieces(100) }])
    expect(next >= cursor).toBe(true)
    const again = await connector.released(next, { limit: 500 })
    expect(again.orders.find(({ id }) => id === bench.order)?.version).toBe(mine[0]!.version)
    const news = await connector.released(next, { limit: 500, heard })
    expect(news.orders.find(({ id }) => id === bench.order)).toBeUndefined()
  })

  test.each(['procedures', 'plain'] as const)(
    'orders that changed in one moment are all told, however few a page holds: %s',
    async (mode) => {
      const looked = odoo.connect(odoo.settings.parse({ ...real!.integration, mode, plant: 'P1', overlap: 1000 }))
      const bench = await world.bench()
      const cursor = new Date(Date.now() - 1_000).toISOString()
      const made = await world.orders(bench.items.frame, bench.recipe, 100, 5)
      const pages: string[][] = []
      let after: Json | undefined
      do {
        const page = await looked.released(cursor, { limit: 2, after })
        pages.push(page.orders.map(({ id }) => id))
        after = page.next
      } while (after !== undefined)
      looked.close()
      expect(pages.every((page) => page.length <= 2)).toBe(true)
      const told = pages.flat().filter((id) => made.includes(Number(id.slice(5))))
      expect(told.toSorted()).toEqual(made.map((id) => `odoo.${id}`).toSorted())
    },
  )

  test('drafts are not released; what is cancelled is told so', async () => {
    const bench = await world.bench()
    const cursor = new Date(Date.now() - 1_000).toISOString()
    const [draft] = await world.drafts([{ product_id: bench.items.frame.id, product_qty: 5, bom_id: bench.recipe }])
    await world.call('mrp.production', 'action_cancel', { ids: [Number(bench.order.slice(5))] })

    const { orders } = await connector.released(cursor, { limit: 500 })

    expect(orders.find(({ id }) => id === `odoo.${draft}`)).toBeUndefined()
    expect(orders.find(({ id }) => id === bench.order)?.state).toBe('cancelled')
    const refused = await ledger().perform(
      [`odoo.${draft}`, bench.order].map((order) => effect('receiveOutput', { order, quantity: pieces(1) })),
      call(),
    )
    expect(refused.map(outcome)).toEqual(['ORDER_NOT_RELEASED', 'ORDER_CANCELLED'])
  })

  test('an order a person split in Odoo goes on: sums over the chain, true cost for all of it', async () => {
    // What is issued by hand, Odoo asks the person for.
    const bench = await world.bench({ tracking: 'lot', issue: 'with the goods' })
    const { order, steel } = bench
    const record = Number(order.slice(5))
    await ledger().perform(
      [
        effect('issueMaterial', { order, item: steel, quantity: pieces(120) }),
        effect('receiveOutput', { order, quantity: pieces(60), lot: 'F1' }),
      ],
      call(),
    )
    await world.call('mrp.production', 'button_mark_done', {
      ids: [record],
      context: { skip_backorder: true, skip_consumption: true, mo_ids_to_backorder: [record] },
    })

    const answers = await ledger().perform(
      [
        effect('issueMaterial', { order, item: steel, quantity: pieces(80) }),
        effect('receiveOutput', { order, quantity: pieces(40), lot: 'F2' }),
      ],
      call(),
    )
    const [now] = await ledger().read('order', [order], call())

    expect(answers.map(outcome)).toEqual(['booked', 'booked'])
    expect(now).toMatchObject({
      // Odoo 14 calls an order complete when its quantity is there, whatever its operations say.
      state: on({ 14: 'completed', 15: 'started' }),
      ordered: pieces(100),
      received: pieces(100),
      components: [{ consumed: pieces(200) }, {}],
    })
    const [closed] = await ledger().perform([effect('closeOrder', { order })], call())
    // 200 steel at 2; and the 300 minutes at 60 an hour that Odoo makes up from 16 on when a person marks an order done
    const cost = on({ 14: '400.00', 16: '700.00' })
    expect(booked(closed).after).toMatchObject({ state: 'closed', cost: { total: cost, booked: cost } })
  })

  /** Half of the frames, with all that was used for them: 100 × 2 + 50 × 3, 50 min at 60, 20 min at 30. */
  const halfAnOrder = ({ order, steel, paint }: { order: string; steel: string; paint: string }) => [
    effect('receiveOutput', { order, quantity: pieces(30) }),
    effect('issueMaterial', { order, item: steel, quantity: pieces(100) }),
    effect('issueMaterial', { order, item: paint, quantity: pieces(50), lot: 'LB' }),
    effect('receiveOutput', { order, quantity: pieces(20) }),
    effect('completeOperation', { order, operation: '10', good: pieces(50), machineTime: '50', labourTime: '20' }),
    effect('closeOrder', { order }),
  ]

  /** What Odoo says an item in stock is worth, and what a piece of it costs. */
  async function worth({ id }: { readonly id: number }): Promise<{ value: unknown; price: unknown }> {
    const value = on({ 19: 'total_value', 14: 'value_svl' })
    const [product] = (await world.call('product.product', 'read', {
      ids: [id],
      fields: [value, 'standard_price'],
    })) as Record<string, unknown>[]
    return { value: product![value], price: product!['standard_price'] }
  }

  test.each(['lot', 'serial'] as const)(
    'scrap in process of goods tracked by %s, which have no lot yet',
    async (tracking) => {
      const bench = await world.bench({ tracking })
      const { order } = bench
      const report = effect('completeOperation', { order, operation: '10', good: pieces(7), scrap: pieces(3) })

      const answers = await ledger().perform([report], call())

      expect(answers.map(outcome)).toEqual(['booked'])
      const { documents } = booked(answers[0])
      const [scrap] = await world.rows('select id, name from stock_scrap where id = $1', [
        Number(documents.find(({ kind }) => kind === 'stock.scrap')!.id),
      ])
      const lines = await world.rows(
        `select t.name as lot, l.${world.columns.done}::float as quantity from stock_move_line l
       left join ${world.columns.lots} t on t.id = l.lot_id join stock_move m on m.id = l.move_id
       where ${world.columns.scrapOf('m')} = $1 order by 1`,
        [scrap!['id']],
      )
      // Before 18 nothing tracked is moved without a lot.
      const lots14 =
        tracking === 'lot'
          ? [{ lot: scrap!['name'], quantity: 3 }]
          : [1, 2, 3].map((nth) => ({ lot: `${scrap!['name']}-${nth}`, quantity: 1 }))
      expect(lines).toEqual(on({ 14: lots14, 18: [{ lot: null, quantity: 3 }] }))

      const back = await ledger().perform([effect('reverseCompletion', { order, original: report.key })], call())
      expect(back.map(outcome)).toEqual(['booked'])
      expect((await lookInto(world, bench)).scrapped).toBe(0)
    },
  )

  test('goods that are gone before the order is closed', async () => {
    const bench = await world.bench()
    const [order, ...rest] = [bench.order, ...halfAnOrder(bench)] as const
    const gone = effect('recordScrap', { order, quantity: pieces(10) })

    const answers = await ledger().perform([...rest.slice(0, -1), gone, rest.at(-1)!], call())

    expect(answers.map(outcome)).toEqual(answers.map(() => 'booked'))
    // In 19 the receipts bear all of the 410; before, the part of the 10 of 50 that left stays variance.
    expect(booked(answers.at(-1)).after).toMatchObject({
      cost: on({
        19: { total: '410.00', booked: '410.00', variance: '0.00' },
        14: { total: '410.00', booked: '328.00', variance: '82.00' },
      }),
    })
    expect((await lookInto(world, bench)).output).toMatchObject({ net: 50, value: on({ 19: 410, 14: 328 }) })
  })

  test('an item at first-in-first-out cost is worth what its order cost', async () => {
    const bench = await world.bench({ method: 'fifo' })

    const answers = await ledger().perform(halfAnOrder(bench), call())

    expect(answers.map(outcome)).toEqual(answers.map(() => 'booked'))
    expect((await lookInto(world, bench)).output).toMatchObject({ net: 50, value: 410 })
    expect(await worth(bench.items.frame)).toEqual({ value: 410, price: on({ 19: 8.2, 14: 0 }) })
  })

  test('an item at average cost carries the cost of its order in stock', async () => {
    const bench = await world.bench()

    await ledger().perform(halfAnOrder(bench), call())

    expect(await worth(bench.items.frame)).toEqual({ value: 410, price: 8.2 })
  })

  test('an item at standard cost stays at standard, and the difference is told', async () => {
    const bench = await world.bench({ method: 'standard' })

    const answers = await ledger().perform(halfAnOrder(bench), call())

    expect(booked(answers.at(-1)).after).toMatchObject({
      cost: { total: '410.00', booked: '250.00', variance: '160.00' },
    })
    expect((await lookInto(world, bench)).output).toMatchObject({ net: 50, value: 250 })
  })

  test('with perpetual valuation the ledger ends with nothing in production, also for orders booked together', async () => {
    const bench = await world.bench({ perpetual: true })
    const other = { ...bench, order: `odoo.${await world.order(bench.items.frame, bench.recipe, 100)}` }

    const both = [halfAnOrder(bench), halfAnOrder(other)].flatMap((effects) => effects.map((one, at) => ({ one, at })))
    const answers = await ledger().perform(
      both.toSorted((a, b) => a.at - b.at).map(({ one }) => one),
      call(),
    )

    expect(answers.map(outcome)).toEqual(answers.map(() => 'booked'))
    const balances = await world.rows(
      `select sum(l.balance)::float as wip, sum(abs(l.balance))::float as turnover from account_move_line l
       join stock_location p on p.${on({ 19: 'valuation_account_id', 14: 'valuation_in_account_id' })} = l.account_id where l.parent_state = 'posted' and p.name = $1`,
      [`WIP ${world.tag}`],
    )
    // Both orders: 350 of material, 50 of machine and 10 of labour time in, 410 out; before 18 there is no entry for time.
    const time = 60
    expect(balances).toMatchObject([
      {
        wip: expect.closeTo(on({ 14: -2 * time, 18: 0 }), 2),
        turnover: expect.closeTo(4 * 410 - on({ 14: 2 * time, 18: 0 }), 2),
      },
    ])
  })
})
