/**
 * What systems of record own: the header of an order (what, how much, when, and whether at all), whether it is held, its
 * progress, what was really done, and its closing; and beyond orders the identity of lots, how items are tracked, what lies
 * in stock, what a CMMS keeps, and when and where operations are done.
 */
export const fieldGroups = [
  'production-order.header',
  'production-order.hold',
  'production-order.progress',
  'production-order.actuals',
  'production-order.closing',
  'lot.identity',
  'item.tracking',
  'stock.quantity',
  'maintenance.orders',
  'maintenance.requests',
  'maintenance.parts',
  'maintenance.windows',
  'maintenance.downtime',
  'maintenance.meters',
  'planning.schedule',
] as const
export type FieldGroup = (typeof fieldGroups)[number]
