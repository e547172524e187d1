import { instant } from '#kernel/time'
import type { OrderMaterial } from '#model/material'
import { MaterialList } from '../../src/api/material/contract.ts'
import { byNeed, viewOf } from '../../src/api/material/routes.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000

/** Four orders: one waits for what nobody has bought, one for a late receipt, one has time, one lies ready. */
export function materialAnswer({ clock, replans }: World): MaterialList {
  if (replans.length === 0) return MaterialList.parse({ orders: [], away: [] })
  const morning = Math.ceil(Date.parse(clock.now) / (24 * HOUR)) * 24 * HOUR + 5 * HOUR
  const at = (hours: number) => instant(morning + hours * HOUR)
  const order = (nth: number, from: number, components: number, more: Partial<OrderMaterial> = {}): OrderMaterial => {
    const { awaited = [] } = more
    return {
      ...{ order: `odoo.${nth}` as never, label: `WH/MO/000${nth}`, link: `https://odoo.example/web#id=${nth}` },
      ...{ isReleased: true, isUrgent: false, from: at(from), components, ready: components - awaited.length, awaited },
      ...more,
    }
  }
  const awaits = (item: string, name: string, neededAt: number, comes?: number): OrderMaterial['awaited'][number] => ({
    ...{ item: item as never, name, neededAt: at(neededAt) },
    ...(comes === undefined ? {} : { at: at(comes) }),
  })
  const orders = [
    order(51, 24, 3, { awaited: [awaits('SEAL-40', 'Seal ring 40', 28)] }),
    order(42, 1, 6, { isUrgent: true, awaited: [awaits('PLATE-8', 'Base plate 8 mm', 1, 50)] }),
    order(38, 100, 4, { awaited: [awaits('PLATE-8', 'Base plate 8 mm', 100, 50)] }),
    order(60, 200, 5, { isReleased: false, awaited: [awaits('SEAL-40', 'Seal ring 40', 200)] }),
    order(44, 30, 4),
  ]
  return MaterialList.parse({ orders: orders.map((one) => viewOf('A', one, clock.now)).toSorted(byNeed), away: [] })
}
