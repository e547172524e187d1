/** Features that Odoo hides behind groups: everybody gets them, as a plant with lots, places and routings would. */
export const features = [
  'stock.group_production_lot',
  'stock.group_stock_multi_locations',
  'mrp.group_mrp_routings',
  'mrp.group_mrp_byproducts',
  'uom.group_uom',
] as const

/** The user Millwright calls Odoo as: what its procedures need, and no administration. */
export const integrationRights = [
  'base.group_user',
  'mrp.group_mrp_user',
  'stock.group_stock_user',
  'purchase.group_purchase_user',
] as const

/** A supervisor who looks at Odoo beside Millwright. */
export const plannerRights = [
  'base.group_user',
  'mrp.group_mrp_manager',
  'stock.group_stock_user',
  'purchase.group_purchase_user',
  'maintenance.group_equipment_manager',
] as const
