import { z } from 'zod'
import type { OpenOrder } from '#model/open-work'
import type { Run } from '../caller.ts'
import type { CallOptions } from '../client.ts'
import { Id, Ids, Maybe, Must, Named, Num, reading, Text } from '../plain/reading.ts'
import { Answers, question } from './together.ts'
import type { PlanningWords } from './words.ts'

const made = reading('stock.move', { id: Id, production_id: Must, move_dest_ids: Ids }, (row) => row)
const delivered = reading('stock.move', { id: Id, sale_line_id: Must }, (row) => row)
const lines = reading('sale.order.line', { id: Id, order_id: Must, price_subtotal: Num }, (row) => row)
const sales = reading(
  'sale.order',
  { id: Id, name: Text, partner_id: Named, client_order_ref: Maybe, commitment_date: Maybe },
  (row) => row,
)

type Sale = NonNullable<OpenOrder['sale']>

/**
 * For which customer's order something is made, where Odoo's sales are there and the integration user may read them: over
 * the move that delivers what the order makes. Without that nobody is named, and nothing else changes.
 */
export const salesFor =
  (words: PlanningWords) =>
  async (orders: readonly number[], run: Run, call: CallOptions): Promise<ReadonlyMap<number, Sale>> => {
    if (orders.length === 0) return new Map()
    const to = (path: string) => [[`${path}move_orig_ids.production_id`, 'in', orders]]
    const questions = [
      question(made, [['production_id', 'in', orders]], { optional: true }),
      question(delivered, [['sale_line_id', '!=', false], ...to('')], { optional: true }),
      question(lines, to('move_ids.'), { optional: true }),
      question(sales, to('order_line.move_ids.'), { optional: true }),
    ]
    const { answers } = await run('read-together', { questions }, Answers, call)
    const read = <Row>(nth: number, rows: z.ZodType<readonly Row[]>) => rows.parse(answers[nth] ?? [])
    const lineOf = new Map(read(1, delivered.rows).map(({ id, sale_line_id }) => [id, sale_line_id]))
    const sold = new Map(read(2, lines.rows).map((line) => [line.id, line]))
    const named = new Map(read(3, sales.rows).map((sale) => [sale.id, sale]))
    return new Map(
      read(0, made.rows).flatMap(({ production_id: order, move_dest_ids }) => {
        const line = sold.get(move_dest_ids.flatMap((id) => lineOf.get(id) ?? []).at(0) ?? 0)
        const sale = named.get(line?.order_id ?? 0)
        if (!line || !sale) return []
        const told: Sale = {
          label: [sale.name, sale.client_order_ref].filter(Boolean).join(', '),
          customer: sale.partner_id?.name ?? '',
          value: Math.max(0, line.price_subtotal),
          ...(sale.commitment_date ? { promised: words.instantFrom(sale.commitment_date) } : {}),
        }
        return [[order, told] as const]
      }),
    )
  }
