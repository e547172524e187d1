import { callsOf } from '../calls.ts'
import { proceduresOf } from '../procedures.ts'
import type { Profile } from '../profile.ts'
import { EFFECT_MODEL, PROCEDURE_MODEL } from '../schema.ts'
import { booksOf } from '../watched/books-of.ts'

export const odoo14: Profile = {
  version: 14,
  procedures: proceduresOf('14'),
  calls: callsOf('14'),
  books: booksOf('14'),
  groupMembers: 'users',
  actionGroups: 'groups_id',
  mayQuestion: (operation) => ({ method: 'check_access_rights', body: { operation, raise_exception: false } }),
  uses: {
    'mrp.production': {
      rights: ['read', 'write'],
      fields: [
        'backorder_sequence',
        'date_deadline',
        'date_planned_finished',
        'date_planned_start',
        'extra_cost',
        'is_locked',
        'location_dest_id',
        'location_src_id',
        'lot_producing_id',
        'move_finished_ids',
        'move_raw_ids',
        'name',
        'priority',
        'procurement_group_id',
        'production_location_id',
        'qty_producing',
        'state',
        'workorder_ids',
      ],
    },
    'mrp.workorder': {
      rights: ['read', 'create', 'write'],
      fields: [
        'date_planned_finished',
        'date_planned_start',
        'duration',
        'duration_expected',
        'name',
        'operation_id',
        'production_id',
        'qty_produced',
        'state',
        'time_ids',
        'workcenter_id',
      ],
    },
    'mrp.workcenter': {
      rights: ['read'],
      fields: ['code', 'company_id', 'costs_hour', 'name', 'resource_calendar_id', 'resource_id', 'tz'],
    },
    'mrp.workcenter.productivity': {
      rights: ['read', 'create', 'write'],
      fields: ['date_end', 'date_start', 'description', 'duration', 'loss_id', 'workorder_id'],
    },
    'mrp.workcenter.productivity.loss': { rights: ['read'], fields: ['loss_type'] },
    'mrp.routing.workcenter': { rights: ['read'], fields: ['sequence'] },
    'product.product': {
      rights: ['read'],
      fields: ['cost_method', 'default_code', 'standard_price', 'tracking', 'type'],
    },
    'stock.location': {
      rights: ['read'],
      fields: ['barcode', 'complete_name', 'parent_path', 'usage'],
    },
    'stock.production.lot': { rights: ['read', 'create'], fields: ['company_id', 'name', 'product_id'] },
    'stock.move': {
      rights: ['read', 'create', 'write'],
      fields: [
        'additional',
        'bom_line_id',
        'name',
        'origin_returned_move_id',
        'price_unit',
        'product_qty',
        'product_uom_qty',
        'production_id',
        'raw_material_production_id',
        'reference',
        'returned_move_ids',
        'scrap_ids',
        'scrapped',
        'stock_valuation_layer_ids',
        'workorder_id',
      ],
    },
    'stock.move.line': {
      rights: ['read', 'create', 'write'],
      fields: [
        'consume_line_ids',
        'location_id',
        'lot_id',
        'move_id',
        'produce_line_ids',
        'product_qty',
        'product_uom_qty',
        'qty_done',
        'state',
      ],
    },
    'stock.quant': { rights: ['read'], fields: ['in_date', 'quantity', 'reserved_quantity'] },
    'stock.scrap': {
      rights: ['read', 'create', 'write'],
      fields: ['date_done', 'move_id', 'production_id', 'workorder_id'],
    },
    'uom.uom': {
      rights: ['read'],
      fields: ['category_id', 'factor', 'rounding'],
    },
    'change.production.qty': {
      rights: ['create'],
      fields: ['mo_id', 'product_qty'],
    },
    [EFFECT_MODEL]: { rights: ['read', 'create'], fields: ['x_key', 'x_result'] },
    [PROCEDURE_MODEL]: { rights: ['read'], fields: ['x_action', 'x_hash', 'x_name'] },
  },
}
