import { z } from 'zod'
import { ProductionOrderId } from './production.ts'
import { Quantity } from './quantity.ts'

const Money = z.string().regex(/^-?\d+\.\d+$/, 'an amount of money as decimal text')

/** What an order has cost to date by its owner's books: exact text in one currency. */
export const OrderCost = z
  .strictObject({
    order: ProductionOrderId,
    currency: z.string().describe('ISO 4217'),
    materials: Money,
    machine: Money,
    labour: Money,
    extra: Money,
    total: Money.describe('All of these together'),
    output: Money.describe('What the received goods are worth in stock'),
    workInProgress: Money.describe('What is in production still; nothing once the order is over'),
    variance: Money.describe('Cost of an order that is over which its goods do not bear'),
    quantity: Quantity.describe('Net quantity received'),
  })
  .meta({ id: 'OrderCost' })
export type OrderCost = z.infer<typeof OrderCost>
