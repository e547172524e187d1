import type { Proposal, ReplanOption } from '#model/replan-case'

const count = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`
const money = (amount: number): string => `${Math.round(amount)}`

/** `3 operations of 2 orders move; 1 order is late, at a cost of 240.` */
export function optionText({ moves, late, cost }: ReplanOption): string {
  const orders = new Set(moves.map(({ order }) => order)).size
  const moving = `${count(moves.length, 'operation', 'operations')} of ${count(orders, 'order', 'orders')} would move`
  const lateness = late.length === 0 ? 'no order is late' : `${count(late.length, 'order is', 'orders are')} late`
  return `${moving}; then ${lateness}, at a cost of ${money(cost.total)}.`
}

/** What nothing on its way covers is nobody's to plan. */
export function lacksText({ work }: Proposal): string {
  const lacking = work.orders.filter(({ lacks }) => lacks.length > 0)
  if (lacking.length === 0) return ''
  const [first] = lacking
  const more = lacking.length === 1 ? '' : `, and ${count(lacking.length - 1, 'order', 'orders')} more`
  return ` Nothing on its way covers what ${first!.label} needs of ${first!.lacks.join(', ')}${more}.`
}
