import type { Words } from './procedures.ts'

/** Which of Odoo's own methods procedures have do their work, by model. Most of them nobody may call from outside. */
export type Calls = Readonly<Record<string, readonly string[]>>

const calls14: Calls = {
  'change.production.qty': ['change_prod_qty'],
  'mrp.production': [
    '_compute_state',
    '_costs_generate',
    '_get_move_finished_values',
    '_get_move_raw_values',
    '_message_log_batch',
    'action_cancel',
    'button_plan',
  ],
  'mrp.workorder': ['end_all'],
  'stock.location': ['_get_putaway_strategy'],
  'stock.move': [
    '_account_entry_move',
    '_action_cancel',
    '_action_done',
    '_prepare_move_split_vals',
    '_recompute_state',
    '_trigger_assign',
  ],
  'stock.scrap': ['_prepare_move_values', 'do_scrap'],
  'uom.uom': ['_compute_quantity', 'get_external_id'],
}

const calls15: Calls = { ...calls14, 'mrp.production': but(calls14['mrp.production'], '_costs_generate') }

const calls18: Calls = { ...calls15, 'mrp.production': [...calls15['mrp.production']!, '_post_labour'] }

const calls19: Calls = {
  ...calls18,
  'mrp.workorder': ['_cal_cost', '_should_estimate_cost', 'end_all'],
  'stock.move': [...but(calls18['stock.move'], '_account_entry_move'), '_get_account_move_line_vals', '_set_value'],
  'stock.quant': ['try_lock_for_update'],
  'uom.uom': [...calls18['uom.uom']!, '_has_common_reference', 'compare', 'is_zero', 'round'],
}

function but(methods: readonly string[] = [], gone: string): readonly string[] {
  return methods.filter((one) => one !== gone)
}

const calls: Readonly<Record<Words, Calls>> = {
  '14': calls14,
  '15': calls15,
  '16': calls15,
  '17': calls15,
  '18': calls18,
  '19': calls19,
}

export const callsOf = (words: Words): Calls => calls[words]

/** The calls as the part of a procedure that looks which of them Odoo lacks, and calls none. */
export function callsAsPython(words: Words): string {
  const models = Object.entries(callsOf(words)).map(([model, methods]) => {
    const lines = methods.map((method) => `        '${method}': lambda records: records.${method},`)
    return `    '${model}': {\n${lines.join('\n')}\n    },`
  })
  return `# Which of Odoo's own methods are called.\nCALLS = {\n${models.join('\n')}\n}`
}
