import { describe, expect, inject, it } from 'vitest'
import { hours } from '#kernel/time'
import { Random } from '../simulation/random.ts'
import { odooPerson } from '../support/odoo-person.ts'
import { pcs, type PlantStory } from '../support/plant.ts'
import { type SimulatedWeek, simulatedWeek } from '../support/simulated-week.ts'
import type { Told } from '../support/why-checker.ts'

/** How many of the values of the week are asked. */
const ASKED = Number(process.env['MILLWRIGHT_WHY'] ?? 1_000)
/** A smaller week for fewer of them. */
const share = (of: number, least: number): number => Math.max(least, Math.ceil((of * ASKED) / 1_000))
const seed = Number(process.env['MILLWRIGHT_SEED'] ?? 20_261_122)

type Person = Awaited<ReturnType<typeof odooPerson>>
interface Edit {
  readonly by: string
  readonly figure: Told['figure']
  readonly amount?: string
}

const recordOf = (order: string): string => order.slice('odoo.'.length)

/** What people do in Odoo past the hub on one day, each told with what it should show as. */
async function editsOf(
  { items, plant: { world } }: SimulatedWeek,
  orders: readonly string[],
  petra: Person,
  olaf: Person,
): Promise<Edit[]> {
  const records = [orders.map((order) => Number(recordOf(order)))]
  const named = async (sql: string): Promise<readonly string[]> =>
    (await world.rows(sql, records)).map(({ id }) => `odoo.${id}`)
  const [one, two, three] = await named(
    `select p.id from mrp_production p where id = any($1) and exists (select from stock_move m where m.production_id = p.id
       and m.state = 'done' and not coalesce(m.scrap_id is not null, false)) and exists (select from mrp_workorder w
       where w.production_id = p.id and w.name = 'Weld') order by p.id`,
  )
  const [open] = await named(
    "select id from mrp_production where id = any($1) and state not in ('done', 'cancel') order by id desc",
  )
  const edits: Edit[] = []
  if (one) {
    await petra.does(`line = env['stock.move.line'].search([('move_id.raw_material_production_id', '=', ${recordOf(one)}),
    ('state', '=', 'done'), ('product_id.default_code', '=', '${items.steel.code}')], limit=1)
line.write({'quantity': line.quantity + 3})`)
    edits.push({ by: petra.name, figure: { order: one, figure: 'used', item: items.steel.code }, amount: '3' })
  }
  if (two) {
    await petra.does(`time = env['mrp.workcenter.productivity'].search([('workorder_id.production_id', '=', ${recordOf(two)}),
    ('workorder_id.name', '=', 'Cut'), ('date_end', '!=', False)], limit=1, order='id')
time.write({'date_end': time.date_end + datetime.timedelta(minutes=30)})`)
    edits.push({ by: petra.name, figure: { order: two, figure: 'time', operation: '10' }, amount: '30' })
  }
  if (three) {
    await olaf.does(`order = env['mrp.production'].browse(${recordOf(three)})
lot = order.move_finished_ids.move_line_ids.filtered(lambda line: line.state == 'done').lot_id[:1]
env['stock.scrap'].create({'product_id': order.product_id.id, 'lot_id': lot.id, 'scrap_qty': 1,
    'production_id': order.id, 'location_id': order.location_dest_id.id}).do_scrap()`)
    edits.push({ by: olaf.name, figure: { order: three, figure: 'scrapped' }, amount: '1' })
  }
  if (open) {
    await olaf.does(
      `env['mrp.production'].browse(${recordOf(open)}).write({'date_start': datetime.datetime(2026, 11, 3, 6, 0)})`,
    )
    edits.push({ by: olaf.name, figure: { order: open, figure: 'start' } })
  }
  return edits
}

/** An order whose reports are typed at a terminal: what the MES of the week does not tell. */
async function byHand(plant: PlantStory, nth: number): Promise<string> {
  const {
    order,
    steel,
    paint,
    chips = '',
  } = await plant.bench({
    tracking: 'lot',
    byproduct: true,
    issue: nth % 2 === 0 ? 'with the goods' : 'by hand',
  })
  const kilos = (value: string) => ({ value, uom: 'KGM' })
  const lot = (name: string, quantity: number) => ({ lot: `${name}-${nth}`, quantity: pcs(quantity) })
  const tell = (type: string, data: object, id = '') =>
    plant.reports(type, { order, ...data } as never, ...(id ? [`${order}-${id}`] : []))
  const taken = (id: string) => ({ reverses: `${order}-${id}` })
  await tell('material.issued', { item: steel, quantity: pcs(30 + nth) }, 'steel')
  await tell('material.issued', { item: paint, quantity: pcs(100), lot: 'LB' }, 'paint')
  await tell('operation.completed', {
    operation: '10',
    good: pcs(90),
    rework: pcs(10),
    machineTime: '91.3',
    labourTime: '20',
  })
  await tell('rework.opened', { operation: '10', quantity: pcs(10) }, 'rw')
  await plant.settled(order)
  await tell('rework.completed', { rework: `${order}-rw`, good: pcs(7), scrap: pcs(3), machineTime: '7.33' }, 'saved')
  if (nth % 3 === 0) await tell('rework.cancelled', taken('saved'))
  await tell('operation.completed', { operation: '20', good: pcs(90), machineTime: '33.33', labourTime: '12' }, 'weld')
  await tell('output.received', { quantity: pcs(60), ...{ lot: `F1-${nth}` } }, 'sixty')
  await tell('byproduct.received', { item: chips, quantity: kilos('7.5') }, 'chips')
  await plant.settled(order)
  await tell('output.received', { quantity: pcs(30), ...{ lot: `F2-${nth}` } })
  await tell('output.reversed', { ...taken('sixty'), quantity: pcs(4), reason: 'counted twice' })
  await tell('byproduct.reversed', { ...taken('chips'), quantity: kilos('0.5') })
  await tell('material.returned', { ...taken('steel'), quantity: pcs(5) })
  await tell('operation.completion-reversed', nth % 2 === 0 ? taken('weld') : { ...taken('weld'), quantity: pcs(2) })
  await plant.settled(order)
  await tell('scrap.recorded', { quantity: pcs(2), lot: `F1-${nth}`, reason: 'fell' }, 'fell')
  await plant.settled(order)
  if (nth % 2 === 0) await tell('scrap.reversed', { ...taken('fell'), quantity: pcs(1) })
  await tell('lot.merged', { parents: [lot('F1', 20), lot('F2', 10)], child: `F3-${nth}` })
  await tell('lot.split', { parent: lot('F3', 30), children: [lot('F4', 18), lot('F5', 11)], loss: pcs(1) })
  await plant.settled(order)
  if (nth % 2 === 1) await tell('order.closed', {})
  await plant.settled(order)
  return order
}

describe.runIf(process.env['MILLWRIGHT_FULL'] && inject('odooVersion') === '19')(
  'a simulated week, on real Odoo',
  () => {
    it(
      `FIN-01 FIN-03 DOM-39: ${ASKED} random values are explained in full, exactly, with everybody named`,
      async () => {
        await using week = await simulatedWeek(String(seed))
        const { plant, why } = week
        const petra = await odooPerson(plant.world, 'Petra Planner')
        const olaf = await odooPerson(plant.world, 'Olaf Operator')
        const orders: string[] = []
        const edits: Edit[] = []
        for (let day = 0; day < 6; day++) {
          const made = await week.day(share(8, 3), share(4, 1))
          orders.push(...made)
          edits.push(...(await editsOf(week, made, petra, olaf)))
        }
        for (let nth = 0; nth < share(10, 2); nth++) orders.push(await byHand(plant, nth))

        const figures = new Map<string, Told['figure']>()
        for (const order of orders)
          for (const figure of (await why.one({ order, figure: 'produced' })).others) {
            const { order: _, ...shared } = figure
            const isShared = figure.figure === 'on-hand' && figure.item !== undefined
            figures.set(JSON.stringify(isShared ? shared : figure), figure as Told['figure'])
          }
        const random = new Random(seed)
        const chosen = [...figures.values()]
        for (let at = chosen.length - 1; at > 0; at--) {
          const other = random.between(0, at)
          ;[chosen[at], chosen[other]] = [chosen[other]!, chosen[at]!]
        }
        chosen.splice(ASKED)

        const counts: Record<string, number> = {}
        const complaints: string[] = []
        for (const figure of chosen) {
          const told = await why.one(figure)
          complaints.push(...(await why.complaints([told])))
          counts[told.isWhole ? 'explained' : 'not explained'] =
            (counts[told.isWhole ? 'explained' : 'not explained'] ?? 0) + 1
          for (const { origin } of told.lines) counts[`part: ${origin}`] = (counts[`part: ${origin}`] ?? 0) + 1
        }
        const [events] = await plant.rows("select count(*)::int as events from message where type not like 'hub.%'")
        const [effects] = await plant.rows("select count(*)::int as booked from intent where state = 'confirmed'")
        console.log(
          JSON.stringify({
            seed,
            orders: orders.length,
            ...events,
            ...effects,
            values: figures.size,
            asked: chosen.length,
            ...counts,
          }),
        )
        for (const { by, figure, amount } of edits) {
          const { lines } = await why.one(figure)
          const theirs = lines.filter((line) => line.by === by && (amount === undefined || line.amount === amount))
          if (theirs.length === 0)
            complaints.push(
              `${by} is not named in ${JSON.stringify(figure)} (${amount ?? 'set'}): ${JSON.stringify(lines.map((line) => [line.origin, line.standsAt, line.by]))}`,
            )
        }
        expect(complaints).toEqual([])
        expect(counts['explained']).toBe(ASKED)
      },
      hours(1),
    )
  },
)
