import { describe, expect, it } from 'vitest'
import { kindOf } from './catalogue.ts'
import { ShopFloor } from './ports/shop-floor.ts'
import { floorMove, OrderAcknowledged, ProductionOrderReleased } from './shop-floor.ts'
import { quantity } from './quantity.ts'

describe('a released production order', () => {
  const released = {
    order: 'odoo.42',
    release: 1,
    label: 'WH/MO/00042',
    plant: 'A',
    item: 'FRAME-W',
    itemName: 'Welded frame',
    tracking: 'lot',
    quantity: quantity(20),
    components: [
      {
        item: 'STEEL-2MM',
        itemName: 'Steel sheet 2 mm',
        tracking: 'none',
        required: quantity(80),
        operation: '10',
        method: 'manual',
      },
    ],
    operations: [{ operation: '10', name: 'Cut', workCenter: 'WC-SAW', plannedMinutes: '60' }],
  }

  it('is told to the shop floor in the order of its releases', () => {
    const body = ProductionOrderReleased.parse(released)
    expect(ShopFloor.release(body)).toMatchObject({ port: 'shop-floor', operation: 'release', conflict: 'odoo.42' })
  })

  it('has a release number that counts from 1', () => {
    expect(ProductionOrderReleased.safeParse({ ...released, release: 0 }).success).toBe(false)
  })
})

describe('the answer of the shop floor', () => {
  it('says why when it is no', () => {
    const no = { order: 'odoo.42', release: 1, accepted: false }
    expect(OrderAcknowledged.safeParse(no).error?.issues[0]?.path).toEqual(['reason'])
    expect(OrderAcknowledged.safeParse({ ...no, reason: 'No such work centre here' }).success).toBe(true)
  })

  it('never writes what the owner of the order owns', () => {
    for (const name of ['order.acknowledged', 'order.status-changed'])
      expect(kindOf(`mfg.production.${name}.v1`)?.writes).toBe('production-order.progress')
  })

  it.each([
    ['accepted', 'started', 'moves'],
    ['started', 'paused', 'moves'],
    ['started', 'started', 'stays'],
    ['accepted', 'completed', 'illegal'],
    ['cancelled', 'started', 'illegal'],
    ['completed', 'started', 'moves'],
  ] as const)('that goes from %s to %s %s', (from, to, move) => {
    expect(floorMove(from, to)).toBe(move)
  })
})
