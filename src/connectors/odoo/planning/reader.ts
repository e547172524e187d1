import { Refused } from '#kernel/failure'
import type { WorkCentre } from '#model/asset'
import { AffectedOperation, Capacity, type CapacityWish, type Stretch } from '#model/capacity'
import { days, epochMilliseconds, instant } from '#kernel/time'
import type { Desk } from '../plain/desk.ts'
import { capacityOf } from './capacity.ts'
import { conflictOf } from './conflicts.ts'
import { leaves, plannedBy, shifts, workCentres } from './readings.ts'
import { promisesFor } from './promises.ts'
import type { PlanningWords } from './words.ts'

const OVER = ['done', 'cancel']

/** What planning asks of Odoo, by ordinary questions that the integration user may ask. */
export function planningReader(desk: Desk, version: number, words: PlanningWords) {
  const planned = plannedBy(version)

  async function centre(id: string) {
    const [found] = await desk.read(workCentres, [['id', '=', words.recordOf(id)]])
    if (!found) throw new Refused('UNKNOWN_WORK_CENTRE', `Odoo has no work centre ${id}`)
    return found
  }

  return {
    async workCentres(): Promise<readonly WorkCentre[]> {
      const found = await desk.read(workCentres, [], { order: 'name, id' })
      return found.map(({ id, name, code, calendar }) => ({
        id: words.idOf(id),
        name,
        code: code ?? null,
        calendar: calendar?.name ?? null,
      }))
    },

    async capacity({ workCentre, from, until }: CapacityWish): Promise<Capacity> {
      const { resource, calendar, timeZone } = await centre(workCentre)
      const hours = calendar && (await desk.read(shifts, [['calendar_id', '=', calendar.id]]))
      // A day of wherever it is begins at most a day before the same day of Greenwich, and ends at most one after.
      const around = (day: string, by: number) => words.stampFor(instant(epochMilliseconds(`${day}T00:00:00Z`) + by))
      const closed = await desk.read(leaves, [
        ['time_type', '=', 'leave'],
        ['date_from', '<=', around(until, days(2))],
        ['date_to', '>=', around(from, -days(1))],
        '|',
        ['resource_id', '=', resource],
        '&',
        ['resource_id', '=', false],
        ['calendar_id', 'in', calendar ? [calendar.id, false] : [false]],
      ])
      const spans = closed.map((one) => ({ from: words.instantFrom(one.from), until: words.instantFrom(one.until) }))
      return { timeZone, days: [...capacityOf({ first: from, last: until, timeZone }, hours, spans)] }
    },

    async affectedOperations(stretch: Stretch): Promise<readonly AffectedOperation[]> {
      const { id } = await centre(stretch.workCentre)
      const { begins, ends } = planned
      const [from, to] = [words.stampFor(stretch.from), words.stampFor(stretch.to)]
      const operations = await desk.read(
        planned.operations,
        [
          ['workcenter_id', '=', id],
          ['state', 'not in', OVER],
          ['production_id.state', 'not in', ['draft', ...OVER]],
          '|',
          '&',
          [begins, '<', to],
          [ends, '>', from],
          '&',
          [begins, '=', false],
          '&',
          [`production_id.${begins}`, '<', to],
          [`production_id.${ends}`, '>', from],
        ],
        { order: 'id' },
      )
      const orders = new Map(
        (await desk.read(planned.orders, [['id', 'in', [...new Set(operations.map(({ order }) => order))]]])).map(
          (order) => [order.id, order],
        ),
      )
      const sold = operations.length > 0 ? await promisesFor(desk, words, [...orders.keys()]) : undefined
      return operations.flatMap((operation) => {
        const order = orders.get(operation.order)
        const conflict = order && conflictOf(stretch, inInstants(operation), inInstants(order))
        if (!conflict) return []
        return AffectedOperation.parse({
          workCentre: stretch.workCentre,
          order: words.orderOf(order.id),
          label: order.name,
          link: words.orderLink(order.id),
          operation: operation.name,
          ...conflict,
          isStarted: operation.isStarted,
          isUrgent: order.isUrgent,
          ...(order.promised ? { promised: words.instantFrom(order.promised) } : {}),
          ...(order.until ? { finish: words.instantFrom(order.until) } : {}),
          ...(sold ? { sales: sold.get(order.id) } : {}),
        })
      })
    },
  }

  function inInstants<Row extends { from: string | undefined; until: string | undefined }>(row: Row): Row {
    const told = (at: string | undefined) => (at === undefined ? undefined : words.instantFrom(at))
    return { ...row, from: told(row.from), until: told(row.until) }
  }
}
export type PlanningReader = ReturnType<typeof planningReader>
