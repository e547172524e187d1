import { ProductionOrderReleased } from '#model/shop-floor'
import { quantity } from '#model/quantity'

/** Frames by lot, of steel by lot and of paint: the order a plant gets in most of these tests. */
export const aRelease = (over: Partial<Record<keyof ProductionOrderReleased, unknown>> = {}): ProductionOrderReleased =>
  ProductionOrderReleased.parse({
    order: 'odoo.42',
    release: 1,
    label: 'WH/MO/00042',
    plant: 'A',
    item: 'FRAME-W',
    itemName: 'Welded frame',
    tracking: 'lot',
    quantity: quantity(100),
    components: [
      component('STEEL-2MM', { tracking: 'lot', required: quantity(400, 'KGM'), operation: '10' }),
      component('PAINT-7016', { required: quantity(50, 'KGM'), operation: '20' }),
      component('LABEL', { required: quantity(100), operation: '20' }),
      component('SCREW-M6', { required: quantity(800), operation: '20', method: 'backflush' }),
    ],
    operations: [
      { operation: '10', name: 'Cut', workCenter: 'WC-SAW', plannedMinutes: '180' },
      { operation: '20', name: 'Weld', workCenter: 'WC-WELD', plannedMinutes: '400.5' },
    ],
    ...over,
  })

const component = (item: string, over: object) => ({
  item,
  itemName: item,
  tracking: 'none',
  method: 'manual',
  ...over,
})
