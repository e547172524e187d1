import { expect, test } from 'vitest'
import { Failure } from '#kernel/failure'
import type { Effect, PortKeeper, Receipt } from '#model/ports/port'
import type { PartStock } from '#model/spare-parts'
import type { Item, OdooWorld } from '../support/odoo-world.ts'
import { proxyTo } from '../support/proxy.ts'
import { booked, call, effect, outcome, pieces } from './production-ledger.ts'

/** Where spare parts are kept, and how to look into it past the keeper. */
export interface Storeroom {
  readonly keeper: PortKeeper
  readonly world: OdooWorld
  readonly url: string
  /** The same books by another line, which a test may cut. */
  readonly by: (url: string) => PortKeeper
  /** Whether an effect is one call, which can do all that whoever is deployed there may do. */
  readonly isOneCall: boolean
}

/** What every keeper of spare parts promises, against real Odoo; a quick run of a second mode shows the heart of it. */
export function sparePartsLedgerContract(open: () => Promise<Storeroom>, { whole }: { readonly whole: boolean }): void {
  let count = 0
  async function start() {
    const { keeper, world, url, by, isOneCall } = await open()
    const tag = `S${++count}`
    const seal = await world.item('seal', { cost: 12.5 })
    await world.inStock(seal, 5)
    const forOrder = (nth: number, item: Item) => ({
      ...{ plant: 'P1', order: `cmms.${tag}.${nth}`, label: `WO-${tag}-${nth}`, part: item.code },
    })
    const said =
      (operation: string, item: Item = seal, nth = 1) =>
      (quantity?: number, more: object = {}) =>
        effect(operation, { ...forOrder(nth, item), ...(quantity ? { quantity: pieces(quantity) } : {}), ...more })
    return {
      ...{ world, url, by, seal, said, keeper, isOneCall },
      perform: (...effects: readonly Effect[]) => keeper.perform(effects, call()),
      /** What lies in stock of an item, and what of that is set aside. */
      stock: async (item: Item = seal) => {
        const [told] = (await keeper.read('stock', [{ plant: 'P1', parts: [item.code] }], call())) as PartStock[][]
        return told![0]!.storerooms.map(({ onHand, setAside }) => [onHand, setAside])
      },
      /** What is done or still to be done for an order: what is planned first. */
      moves: (nth = 1) =>
        world.rows(
          `select m.product_uom_qty::float as quantity, m.state, m.picking_id is not null as planned,
             to_char(m.date, 'YYYY-MM-DD HH24:MI') as day, d.usage as "to"
           from stock_move m join stock_location d on d.id = m.location_dest_id
           where m.origin = $1 and m.state <> 'cancel' order by m.picking_id is null, m.id`,
          [`WO-${tag}-${nth}`],
        ),
      requests: (item: Item = seal) =>
        world.rows(
          `select l.product_qty::float as quantity, o.state, o.origin from purchase_order_line l
           join purchase_order o on o.id = l.order_id where l.product_id = $1 order by l.id`,
          [item.id],
        ),
      /** Somebody sells it, and two are always to lie there. */
      async isBought(item: Item = seal) {
        const seller = await world.create('res.partner', { name: `Seals ${world.tag} ${tag}` })
        const [product] = await world.rows('select product_tmpl_id from product_product where id = $1', [item.id])
        const sold = { [world.columns.seller]: seller, product_tmpl_id: product!['product_tmpl_id'], price: 11 }
        await world.create('product.supplierinfo', sold)
        const rule = { product_id: item.id, location_id: world.stock, trigger: 'manual' }
        await world.create('stock.warehouse.orderpoint', { ...rule, product_min_qty: 2, product_max_qty: 6 })
      },
    }
  }
  const after = (answer: Receipt | Failure | undefined) => booked(answer).after
  test('EXC-21: an answer that is lost on the way changes nothing twice, whoever asks again', async () => {
    const { url, by, perform, said, stock, requests, isBought, isOneCall } = await start()
    await isBought()
    await using wire = await proxyTo(url)
    const story = [said('reserve')(5), said('consume')(2), said('giveBack')(1), said('signal')(9), said('release')()]
    for (const one of story) {
      // By ordinary calls it is the call that books which goes unanswered, after what was written down before it.
      wire.loseAnswers(1, isOneCall || one.operation === 'release' ? one.key : `${one.key}_`)
      const [lost] = await by(wire.url).perform([one], call())
      wire.loseAnswers(0)
      expect(lost).toBeInstanceOf(Failure)
      expect((await perform(one)).map(outcome)).toEqual(['booked'])
    }
    expect(wire.lost).toBe(story.length)
    expect(await stock()).toEqual([['4', '0']])
    expect(await requests()).toMatchObject([{ quantity: 5 }])
  })

  if (!whole) return

  test('WF-13 T21: what is used leaves stock when it was taken, of what lay ready first, once however parallel it is told', async () => {
    const { perform, said, stock, moves } = await start()
    await perform(said('reserve')(4))
    const use = { ...said('consume')(3), occurredAt: '2026-11-20T06:30:00.000Z' }
    const answers = (await Promise.all([perform(use), perform(use), perform(use)])).flat().map(booked)
    expect(answers.filter(({ known }) => !known)).toHaveLength(1)
    expect(answers[0]!.after).toMatchObject({ onHand: '2', setAside: '1', wanted: '1', value: '37.5' })
    expect(await stock()).toEqual([['2', '1']])
    const used = { quantity: 3, state: 'done', planned: false, day: '2026-11-20 06:30', to: 'production' }
    expect(await moves()).toMatchObject([{ quantity: 1, state: 'assigned' }, used])

    expect((await perform(said('giveBack')(1))).map(outcome)).toEqual(['booked'])
    expect(await stock()).toEqual([['3', '1']])
    expect((await perform(said('giveBack')(3), said('giveBack')(2))).map(outcome)).toEqual(['OVER_REVERSAL', 'booked'])
    expect(await stock()).toEqual([['5', '1']])
  })

  test('WF-09: what is set aside for an order lies ready once, as much as was said last, until it is given free', async () => {
    const { perform, said, stock, moves } = await start()
    const wish = said('reserve')(3)
    expect(after((await perform(wish))[0])).toMatchObject({ onHand: '5', setAside: '3', wanted: '3', short: '0' })
    expect(booked((await perform(wish))[0])).toMatchObject({ known: true, documents: [{ kind: 'stock.picking' }] })
    expect(await stock()).toEqual([['5', '3']])

    expect((await perform(said('reserve')(2))).map(outcome)).toEqual(['booked'])
    expect(await stock()).toEqual([['5', '2']])
    expect(await moves()).toMatchObject([{ quantity: 2, state: 'assigned', planned: true }])
    // Asked for more than there is, what there is lies ready.
    expect(after((await perform(said('reserve')(7)))[0])).toMatchObject({ setAside: '5', wanted: '7' })

    const free = said('release')()
    expect((await perform(free, free)).map(booked).map(({ known }) => known)).toEqual([false, true])
    expect(await stock()).toEqual([['5', '0']])
    expect(await moves()).toEqual([])
  })

  test('WF-13: a part that is told apart by lots leaves the lot it was taken from, and comes back to it', async () => {
    const { world, perform, said, stock } = await start()
    const filter = await world.item('filter', { tracking: 'lot', cost: 40 })
    await world.inStock(filter, 2, 'F-1')
    await world.inStock(filter, 2, 'F-2')
    const lots = async () =>
      (
        await world.rows(
          `select sum(q.quantity)::float as there from stock_quant q where q.product_id = $1 and q.location_id = $2
           group by q.lot_id order by q.lot_id`,
          [filter.id, world.stock],
        )
      ).map(({ there }) => there)
    await perform(said('reserve', filter)(2))
    const [used, unknown] = await perform(
      said('consume', filter)(1, { lot: 'F-2' }),
      said('consume', filter)(1, { lot: 'F-9' }),
    )
    expect([used!, unknown!].map(outcome)).toEqual(['booked', 'UNKNOWN_LOT'])
    expect(await lots()).toEqual([2, 1])
    expect(await stock(filter)).toEqual([['3', '1']])
    expect((await perform(said('giveBack', filter)(1, { lot: 'F-2' }))).map(outcome)).toEqual(['booked'])
    expect(await lots()).toEqual([2, 2])
  })

  test('WF-10 EXC-21: what is short is asked of the buyer once and net, and what covers it already names the order', async () => {
    const { perform, said, requests, isBought } = await start()
    await isBought()
    const [short] = await perform(said('reserve')(4))
    expect(after(short)).toMatchObject({ short: '5', surplus: '0' })
    const wish = said('signal')(5)
    expect(booked((await perform(wish))[0])).toMatchObject({ documents: [{ kind: 'purchase.order' }] })
    expect(booked((await perform(wish))[0])).toMatchObject({ known: true })
    // Meanwhile nothing is short any more: told once more, nothing more is asked for.
    expect(after((await perform(said('signal')(5)))[0])).toMatchObject({ asked: '0', short: '0' })
    const request = { quantity: 5, state: 'draft', origin: expect.stringContaining('-1') }
    expect(await requests()).toEqual([request])

    const [covered] = await perform(said('signal', undefined, 2)(5))
    expect(booked(covered)).toMatchObject({ documents: [{ kind: 'purchase.order' }], after: { asked: '0' } })
    expect(await requests()).toEqual([{ ...request, origin: expect.stringMatching(/-1, WO-.*-2$/) }])
    expect(after((await perform(said('release')()))[0])).toMatchObject({ short: '0', surplus: '4' })
  })

  test('WF-10: where nobody sells it, the one who is responsible for the part is asked', async () => {
    const { world, seal, perform, said, requests, isOneCall } = await start()
    await perform(said('reserve')(7))
    const wish = said('signal')(2)
    const [told] = await perform(wish, wish)
    // Else nobody but a storekeeper may remind whoever is responsible, and a person hears of it.
    if (!isOneCall) return expect(outcome(told!)).toBe('NO_VENDOR')
    expect(booked(told)).toMatchObject({ documents: [{ kind: 'product.template' }], after: { asked: '2', short: '0' } })
    const activities = await world.rows(
      `select a.summary from mail_activity a join product_product p on p.product_tmpl_id = a.res_id
       where a.res_model = 'product.template' and p.id = $1`,
      [seal.id],
    )
    expect(activities).toEqual([{ summary: expect.stringMatching(/^Buy 2 .* for WO-/) }])
    expect(await requests()).toEqual([])
  })

  test('WF-09: a part that the books have not, a place that is none and one that is not there spoil no other', async () => {
    const { perform, said, stock, seal } = await start()
    const nothing = { ...seal, code: 'no such part' }
    const answers = await perform(
      said('reserve', nothing)(1),
      said('reserve')(1, { storeroom: 'WH/Nowhere' }),
      said('giveBack')(1),
      said('reserve')(1),
    )
    expect(answers.map(outcome)).toEqual(['UNKNOWN_PART', 'UNKNOWN_LOCATION', 'OVER_REVERSAL', 'booked'])
    expect(await stock()).toEqual([['5', '1']])
  })

  test('WF-36: what was asked for without need is taken off the drafts of the buyer, once, and never what others need', async () => {
    const { perform, said, requests, isBought } = await start()
    await isBought()
    await perform(said('reserve')(4), said('signal')(), said('release')())
    expect(await requests()).toMatchObject([{ quantity: 5, state: 'draft' }])
    // Ten there and coming, six at most are to lie there: four are too many, whoever says otherwise.
    const less = said('withdraw')(5)
    expect(after((await perform(less))[0])).toMatchObject({ withdrawn: '4', surplus: '0' })
    expect(booked((await perform(less))[0])).toMatchObject({ known: true, documents: [{ kind: 'purchase.order' }] })
    expect(await requests()).toMatchObject([{ quantity: 1, state: 'draft' }])
  })
}
