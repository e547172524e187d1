import { Failure } from '#kernel/failure'
import { instant } from '#kernel/time'
import type { OpenWork } from '#model/open-work'
import { Replanning } from '#governance/rules/replanning'
import { planApart } from '#replanning'
import { toWorkload } from '#planning'
import { odoo as connector } from '../src/connectors/odoo/index.ts'
import { optionFrom } from '../src/replanning/propose.ts'
import { speaker } from '../src/replanning/say.ts'
import { type OdooWorld, odooWorld } from '../test/support/odoo-world.ts'
import { benchOdoo } from './harness/odoo.ts'
import { rowOf } from './harness/row.ts'
import type { Wish } from './harness/wish.ts'

const ORDERS = 500
const CENTRES = 40
const GOAL = 60
const DAY = 86_400_000

/** From a breakdown to ways to go on with their price and every customer's date: 500 open orders on 40 work centres of a real Odoo. */
export async function replanning({ times, tell, say }: Wish): Promise<void> {
  await using real = await benchOdoo(say)
  const world = await odooWorld(real)
  const opened = connector.connect(connector.settings.parse({ ...real.integration, plant: 'A' }))
  try {
    say(`${ORDERS} orders on ${CENTRES} work centres …`)
    await load(world, say)
    const rules = Replanning.parse({})
    const [whole, inOdoo]: number[][] = [[], []]
    for (let time = 0; time < times; time++) {
      const began = performance.now()
      const at = instant(Date.now())
      const call = { signal: AbortSignal.timeout(300_000), urgency: 'bulk' } as const
      const wish = { plant: 'A', from: at, until: instant(Date.now() + rules.horizon) }
      const [work] = await opened.provides[1]!.read('openWork', [wish], call)
      if (work instanceof Failure) throw work
      const told = performance.now() - began
      const open = work as OpenWork
      const terms = { now: at, frozenUntil: instant(Date.now() + rules.frozen), ...rules }
      const policies = ['wait', 'move', 'alternative'] as const
      const task = { workload: toWorkload(open, terms), wish: { seed: time, iterations: rules.iterations, policies } }
      const found = await planApart({ ...task, atMost: rules.atMost }, call.signal)
      if ('code' in found) throw new Error(found.sentence)
      const options = found.map((option) => optionFrom(open, option, speaker(open, 'UTC')))
      const seconds = (performance.now() - began) / 1000
      whole!.push(seconds)
      inOdoo!.push(told / 1000)
      const said = options.map(({ policy, cost, moves, late, iterations }) =>
        [policy, Math.round(cost.total), `${moves.length} moves`, `${late.length} late`, `${iterations} steps`].join(
          ' ',
        ),
      )
      say(
        `${open.operations.length} operations, ${seconds.toFixed(1)} s, of it ${(told / 1000).toFixed(1)} s in Odoo: ${said.join('; ')}`,
      )
    }
    const goal = { atMost: 1 }
    tell(
      rowOf(
        { name: 'planning.breakdown', unit: 's', against: 'the goal', goal },
        whole!,
        whole!.map(() => GOAL),
      ),
    )
    tell(rowOf({ name: 'planning.breakdown-in-odoo', unit: 's', against: 'all of it' }, inOdoo!, whole!))
  } finally {
    opened.close()
    await world.close()
  }
}

/** Each order goes over three work centres, each of which has another that can do the same; one breaks down for two days. */
async function load(world: OdooWorld, say: Wish['say']): Promise<void> {
  const centres: number[] = []
  for (let nth = 0; nth < CENTRES; nth++) centres.push(await world.workCenter(`centre ${nth}`, 50))
  for (const [nth, centre] of centres.entries()) {
    const other = centres[nth % 2 === 0 ? nth + 1 : nth - 1]!
    await world.call('mrp.workcenter', 'write', {
      ids: [centre],
      vals: { alternative_workcenter_ids: [[6, 0, [other]]] },
    })
  }
  const steel = await world.item('steel', { cost: 2 })
  await world.inStock(steel, 1_000_000)
  const recipes = CENTRES / 2
  for (let nth = 0; nth < recipes; nth++) {
    const item = await world.item(`part ${nth}`)
    const at = (step: number) => centres[(nth * 2 + step * 7) % CENTRES]!
    const operations = [
      ['Cut', at(0), 4],
      ['Weld', at(1), 6],
      ['Paint', at(2), 3],
    ] as const
    const recipe = await world.recipe({ item, components: [[steel, 1]], operations: [...operations] })
    const ids = await world.orders(item, recipe, 20, ORDERS / recipes)
    await world.call('mrp.production', 'button_plan', { ids })
    for (const [place, id] of ids.entries()) {
      const deadline = new Date(Date.now() + (2 + place / 3) * DAY).toISOString().slice(0, 19).replace('T', ' ')
      await world.call('mrp.production', 'write', { ids: [id], vals: { date_deadline: deadline } })
    }
    say(`${(nth + 1) * ids.length} orders`)
  }
  const [first] = await world.rows('select resource_id, resource_calendar_id from mrp_workcenter where id = $1', [
    centres[0],
  ])
  const stamp = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')
  await world.create('resource.calendar.leaves', {
    ...{ name: 'Broken', resource_id: first!['resource_id'], calendar_id: first!['resource_calendar_id'] },
    ...{ date_from: stamp(Date.now()), date_to: stamp(Date.now() + 2 * DAY), time_type: 'leave' },
  })
}
