import { setTimeout as pause } from 'node:timers/promises'
import { assetBook } from '#assets'
import { databaseOf, rulings } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { instant } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import { AssetTold } from '#model/asset'
import { access, atlas } from '../simulators/atlas/atlas.ts'
import { type SimulatedCmms, startCmms } from '../simulators/cmms/cmms.ts'
import { noFaults } from '../simulators/cmms/faults.ts'
import { odooWorld } from '../test/support/odoo-world.ts'
import { benchHub, HOME, PLANT } from './harness/hub.ts'
import { benchOdoo } from './harness/odoo.ts'
import { rowOf } from './harness/row.ts'
import type { Wish } from './harness/wish.ts'

/** What a window that both agreed to may take until its work centre is closed, before somebody is told that it is missing. */
const GOAL = 300
const DAY = 86_400_000

/**
 * From the moment maintenance plans work in its CMMS, which sends no webhook, to the leave of the work centre in a real Odoo. The
 * hub asks the CMMS as often as it does by itself, and production agrees as soon as it is asked.
 */
export async function windows({ postgres, times, tell, say }: Wish): Promise<void> {
  await using real = await benchOdoo(say)
  const world = await odooWorld(real)
  await using cmms = await startCmms(atlas, { faults: { ...noFaults(), dropWebhooks: true } })
  const { url, database, apiKey } = real.integration
  const { email, password } = access
  const journal = await postgres.database('hub_windows')
  const systems = [
    { id: 'odoo', kind: 'odoo', title: 'Odoo', plants: [PLANT], settings: { url, database, apiKey } },
    { id: 'cmms', kind: 'atlas', title: 'CMMS', plants: [PLANT], settings: { url: cmms.url, email, password } },
  ]
  try {
    await using _hub = await benchHub(journal, systems)
    const centre = await world.workCenter('press', 50)
    await mapped(journal.pool, 'PRESS-1', {
      id: `odoo.work-centre.${centre}`,
      name: 'Press',
      code: null,
      calendar: null,
    })
    const plan = plannedIn(cmms, 'PRESS-1')
    const [heard, whole]: number[][] = [[], []]
    for (let nth = 0; nth < times; nth++) {
      const began = performance.now()
      const since = () => (performance.now() - began) / 1000
      plan(instant((Math.ceil(Date.now() / DAY) + 1 + nth) * DAY + DAY / 2))
      await agreed(journal.pool)
      heard!.push(since())
      await until('the work centre is not closed in Odoo', async () => {
        const leaves = await world.rows(
          `select 1 from resource_calendar_leaves l join mrp_workcenter c on c.resource_id = l.resource_id
           where c.id = $1 and l.time_type = 'leave'`,
          [centre],
        )
        return leaves.length === nth + 1
      })
      whole!.push(since())
      say(`production was asked after ${heard!.at(-1)!.toFixed(1)} s, Odoo has it after ${whole!.at(-1)!.toFixed(1)} s`)
    }
    const allowed = { unit: 's', against: 'what is allowed', goal: { atMost: 1 } }
    const goals = whole!.map(() => GOAL)
    tell(rowOf({ ...allowed, name: 'windows.to-capacity' }, whole!, goals))
    tell(rowOf({ name: 'windows.until-asked', unit: 's', against: 'all of it' }, heard!, whole!))
  } finally {
    await world.close()
  }
}

type Centre = Parameters<ReturnType<typeof assetBook>['map']>[1]
type Pool = Parameters<typeof databaseOf>[0]

async function mapped(pool: Pool, asset: string, centre: Centre): Promise<void> {
  const book = assetBook({
    database: databaseOf(pool),
    home: HOME,
    ids: uuids(systemClock),
    now: () => systemClock.now(),
  })
  const by = { plant: PLANT, by: 'bench' }
  await book.keep([AssetTold.parse({ asset, name: 'Press', equipment: 'CELL-1' })], by)
  await book.map('CELL-1', centre, by)
}

/** Half an hour of preventive work in the CMMS, from then. */
function plannedIn(cmms: SimulatedCmms, code: string): (begins: string) => void {
  const asset = cmms.drive({ do: 'addAsset', name: 'Press', code })
  return (begins) => {
    const order = cmms.drive({ do: 'create', title: 'New seals', kind: 'preventive', asset })
    cmms.drive({ do: 'plan', order, begins, hours: 0.5 })
  }
}

/** Says yes for production as soon as it is asked. */
const agreed = (pool: Pool): Promise<void> =>
  until('production is not asked', async () => {
    const { rows } = await pool.query('select approval_id, shown from approval where answered_at is null')
    const [open] = rows as { approval_id: string; shown: Json }[]
    if (!open) return false
    await rulings({ pool, home: HOME, ids: uuids(systemClock), now: () => systemClock.now() }).answer({
      ...{ approvalId: open.approval_id, by: 'planner', answer: 'yes', reason: 'it fits' },
      shownHash: sha256(canonicalJson(open.shown)),
    })
    return true
  })

async function until(otherwise: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 1000 * GOAL; !(await holds()); await pause(50))
    if (performance.now() > end) throw new Error(`${otherwise} after ${GOAL} s`)
}
