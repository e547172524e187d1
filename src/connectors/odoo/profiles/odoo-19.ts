import { callsOf } from '../calls.ts'
import { proceduresOf } from '../procedures.ts'
import type { Profile } from '../profile.ts'
import { EFFECT_MODEL, PROCEDURE_MODEL } from '../schema.ts'
import { booksOf } from '../watched/books-of.ts'
import { odoo18 } from './odoo-18.ts'

export const odoo19: Profile = {
  version: 19,
  procedures: proceduresOf('19'),
  calls: callsOf('19'),
  books: booksOf('19'),
  groupMembers: 'user_ids',
  actionGroups: 'group_ids',
  mayQuestion: odoo18.mayQuestion,
  uses: {
    'mrp.production': {
      rights: ['read', 'write'],
      fields: [
        'all_move_ids',
        'all_move_raw_ids',
        'backorder_sequence',
        'extra_cost',
        'is_locked',
        'location_dest_id',
        'location_src_id',
        'lot_producing_ids',
        'move_finished_ids',
        'move_raw_ids',
        'production_group_id',
        'production_location_id',
        'qty_producing',
        'reference_ids',
        'state',
        'workorder_ids',
      ],
    },
    'mrp.workorder': {
      rights: ['read', 'create', 'write'],
      fields: [
        'costs_hour',
        'duration',
        'operation_id',
        'qty_produced',
        'qty_reported_from_previous_wo',
        'state',
        'time_ids',
      ],
    },
    'mrp.workcenter': { rights: ['read'], fields: ['code', 'costs_hour'] },
    'mrp.workcenter.productivity': {
      rights: ['read', 'create', 'write'],
      fields: ['date_end', 'date_start', 'description', 'duration', 'loss_id', 'workorder_id'],
    },
    'mrp.workcenter.productivity.loss': { rights: ['read'], fields: ['loss_type'] },
    'mrp.routing.workcenter': { rights: ['read'], fields: ['sequence'] },
    'product.product': {
      rights: ['read'],
      fields: ['cost_method', 'default_code', 'is_storable', 'standard_price', 'tracking'],
    },
    'stock.location': {
      rights: ['read'],
      fields: ['barcode', 'complete_name', 'usage'],
    },
    'stock.lot': { rights: ['read', 'create'], fields: ['name', 'product_id'] },
    'stock.move': {
      rights: ['read', 'create', 'write'],
      fields: [
        'additional',
        'account_move_id',
        'bom_line_id',
        'manual_consumption',
        'origin_returned_move_id',
        'picked',
        'price_unit',
        'production_id',
        'quantity',
        'raw_material_production_id',
        'reference',
        'returned_move_ids',
        'scrap_id',
        'value',
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
        'picked',
        'produce_line_ids',
        'quantity',
        'quantity_product_uom',
        'state',
      ],
    },
    'stock.quant': { rights: ['read'], fields: ['in_date', 'quantity', 'reserved_quantity'] },
    'stock.scrap': {
      rights: ['read', 'create', 'write'],
      fields: ['date_done', 'move_ids', 'production_id', 'workorder_id'],
    },
    'uom.uom': {
      rights: ['read'],
      fields: ['factor', 'rounding'],
    },
    'change.production.qty': {
      rights: ['create'],
      fields: ['mo_id', 'product_qty'],
    },
    [EFFECT_MODEL]: { rights: ['read', 'create'], fields: ['x_key', 'x_result'] },
    [PROCEDURE_MODEL]: { rights: ['read'], fields: ['x_action', 'x_hash', 'x_name'] },
  },
}
