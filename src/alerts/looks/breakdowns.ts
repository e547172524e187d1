import { between, type Duration, hours, type Instant, seconds } from '#kernel/time'
import { type DowntimeFile, lasting, type OrderAtRisk } from '#model/asset-downtime-case'
import type { Criticality } from '#model/asset'
import type { Cause } from '../cause.ts'
import { momentText, spanText } from '../words.ts'
import { looking, type Scene, zoneOf } from './scene.ts'

const lookAtBreakdowns = looking('look-at-breakdowns')

/** Who is told hears of the orders as well, where those can be found out so soon. */
const WEIGHED_WITHIN = seconds(10)

interface Row {
  readonly plant: string
  readonly asset: string
  readonly data: DowntimeFile
  readonly criticality: Criticality
}

/** Assets that stand still: each with its work centre, what runs there, and whose order would be late. */
export async function breakdownCauses(scene: Scene): Promise<readonly Cause[]> {
  const { sql, home, now, plants } = scene
  const rows = await sql.all<Row>(lookAtBreakdowns, [home, plants.map(({ id }) => id)])
  return rows.flatMap((row) => breakdownCause(row, now, zoneOf(scene, row.plant)) ?? [])
}

/** One standstill in words for whoever plans; none while what it means for orders is still being found out. */
export function breakdownCause(
  { plant, asset, data, criticality }: Row,
  now: Instant,
  zone: string,
): Cause | undefined {
  const down = lasting(data)
  if (!down) return undefined
  const { block, atRisk, said } = down
  const heard = said.map((one) => one.heard).toSorted()[0] ?? down.from
  if (!atRisk && block && between(heard, now) < WEIGHED_WITHIN) return undefined
  const { label } = data.order
  const named = label === asset ? asset : `${label} (${asset})`
  const centre = block ? `, and ${block.workCentre.name} with it` : ''
  const orders = atRisk?.orders ?? []
  return {
    ...{ plant, about: asset, owner: 'planner', count: Math.max(1, orders.length) },
    cause: 'breakdown',
    severity: criticality === 'A' || orders.some(isLate) ? 'critical' : 'warning',
    sentence: `${named} stands still since ${momentText(down.from, zone)}${centre}.${inTheWay(orders, zone)}`,
    now: block
      ? 'Look which orders have to be moved, and tell the customers that cannot be helped.'
      : 'Say under Assets which work centre it is: then its orders are known.',
    link: `/breakdowns/${encodeURIComponent(asset)}?plant=${encodeURIComponent(plant)}`,
  }
}

const isLate = ({ lateBy, sales }: OrderAtRisk): boolean => lateBy > 0 || sales.some((one) => one.lateBy > 0)

/** What is running there, and the promise that is broken first; the others are counted. */
function inTheWay(orders: readonly OrderAtRisk[], zone: string): string {
  if (orders.length === 0) return ''
  const running = orders.filter(({ isStarted }) => isStarted).map(({ label }) => label)
  const runs = running.length > 0 ? ` ${running.slice(0, 3).join(', ')} runs there.` : ''
  const promises = orders
    .flatMap(({ label, sales }) => sales.map((one) => ({ label, ...one })))
    .toSorted((one, other) => other.lateBy - one.lateBy)
  const late = promises.filter(({ lateBy }) => lateBy > 0)
  const [worst] = promises
  if (!worst) return `${runs} In its way: ${orders.length === 1 ? orders[0]!.label : `${orders.length} open orders`}.`
  const promised = worst.promised ? `, promised for ${momentText(worst.promised, zone)},` : ''
  const value = worst.value ? ` (${[worst.value, worst.currency].filter(Boolean).join(' ')})` : ''
  const comes = worst.lateBy > 0 ? `would be ${lateText(worst.lateBy)} late` : 'can still be kept'
  const more = late.length > 1 ? `, and ${late.length - 1} more would be late` : ''
  return `${runs} ${worst.order}${value}${promised} of ${worst.label} ${comes}${more}.`
}

const lateText = (span: Duration): string =>
  span < hours(48) ? spanText(span) : `${Math.round(span / hours(24))} days`
