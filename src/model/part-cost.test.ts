import { expect, it } from 'vitest'
import type { PartMove } from './maintenance-order-case.ts'
import { partCostOf } from './part-cost.ts'
import { quantity } from './quantity.ts'

const at = '2026-11-22T06:30:00.000Z'
const move = (value: string | undefined, over: Partial<PartMove> = {}): PartMove => ({
  ...{
    event: 'e',
    message: 'm',
    part: 'SEAL-40',
    quantity: quantity(1),
    isBack: false,
    occurredAt: at,
    receivedAt: at,
  },
  ...(value ? { worth: { value, currency: 'EUR', bookedOn: at } } : {}),
  ...over,
})

it('FIN-07: the parts of a maintenance order cost what they were worth when they were used, less what came back', () => {
  expect(partCostOf([move('25.10'), move('0.20'), move('12.55', { isBack: true })])).toEqual({
    costs: [{ currency: 'EUR', value: '12.75' }],
    unpriced: 0,
  })
  expect(partCostOf([move(undefined), move(undefined, { refused: 'no such part' })])).toEqual({
    costs: [],
    unpriced: 1,
  })
})
