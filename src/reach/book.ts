import { type Sql, statementsIn } from '#kernel/sql'
import { days, type Duration, type Instant, later } from '#kernel/time'
import type { DowntimeFile } from '#model/asset-downtime-case'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import type { WindowFile, WindowState } from '#model/maintenance-window-case'
import type { Missing, Proof } from '#model/reach'
import { type Maintenance, missingIn, proofIn } from './expected.ts'

const sql = statementsIn(import.meta.url)
const readWindows = sql('read-windows')
const readDowntimes = sql('read-downtimes')
const readOrders = sql('read-orders')

/** What is over for longer is neither proof nor missing. */
const LOOK_BACK = days(30)

/** Whether what maintenance says reaches planning, for one plant. */
export interface Reach {
  readonly plant: string
  /** `nothing`: maintenance has said nothing that planning should know. */
  readonly answer: 'yes' | 'no' | 'nothing'
  readonly proof?: Proof
  readonly missing: readonly Missing[]
}

interface Row<Data> {
  readonly plant: string
  readonly state: string
  readonly data: Data
  readonly changed_at: Instant
}

/** A plant, and how long after its time it lets maintenance say what began or is over. */
export interface Watched {
  readonly plant: string
  readonly patience: Duration
}

/** Looks at the cases of plants, and answers for each. */
export async function lookAtReach(
  on: Sql,
  home: string,
  plants: readonly Watched[],
  now: Instant,
): Promise<readonly Reach[]> {
  const asked = [home, plants.map(({ plant }) => plant), later(now, -LOOK_BACK)]
  const windows = await on.all<Row<WindowFile>>(readWindows, asked)
  const downtimes = await on.all<Row<DowntimeFile>>(readDowntimes, asked)
  const orders = await on.all<Row<MaintenanceOrderFile>>(readOrders, [...asked, now])
  const of = <One extends { readonly plant: string }>(plant: string, rows: readonly One[]) =>
    rows.filter((row) => row.plant === plant)
  return plants.map(({ plant, patience }): Reach => {
    const told: Maintenance = {
      windows: of(plant, windows).map(({ state, data, changed_at }) => ({
        ...{ state: state as WindowState, data, changed: changed_at },
      })),
      // A case that was kept in an earlier form is read anew when something more is said of it.
      downtimes: of(plant, downtimes).flatMap(({ data, changed_at }) =>
        data.form === 2 ? { data, changed: changed_at } : [],
      ),
      orders: of(plant, orders).map(({ data }) => data),
    }
    const missing = missingIn(told, now, patience)
    const proof = proofIn(told)
    const answer = missing.length > 0 ? 'no' : proof ? 'yes' : 'nothing'
    return { plant, answer, missing, ...(proof ? { proof } : {}) }
  })
}
