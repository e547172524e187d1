/** What the hub keeps in Odoo: two manual models and a group, and nothing else. */

export interface Field {
  readonly name: `x_${string}`
  readonly field_description: string
  readonly ttype: 'char' | 'text' | 'integer' | 'datetime'
  readonly required?: boolean
  readonly index?: boolean
}

/** One row per effect that happened, for ever: an effect stays known after its record is deleted. */
export const EFFECT_MODEL = 'x_millwright_effect'
export const EFFECT_FIELDS: readonly Field[] = [
  { name: 'x_key', field_description: 'Key', ttype: 'char', required: true },
  { name: 'x_operation', field_description: 'Operation', ttype: 'char' },
  { name: 'x_order', field_description: 'Order', ttype: 'integer' },
  { name: 'x_original', field_description: 'Key of the effect taken back', ttype: 'char' },
  { name: 'x_message', field_description: 'Message', ttype: 'char' },
  { name: 'x_correlation', field_description: 'Correlation', ttype: 'char' },
  { name: 'x_occurred', field_description: 'Occurred at', ttype: 'datetime' },
  { name: 'x_actor', field_description: 'Actor', ttype: 'char' },
  { name: 'x_result', field_description: 'Result', ttype: 'text' },
]

/** Which action is which procedure, since the integration user may not read actions. */
export const PROCEDURE_MODEL = 'x_millwright_procedure'
export const PROCEDURE_FIELDS: readonly Field[] = [
  { name: 'x_name', field_description: 'Procedure', ttype: 'char', required: true },
  { name: 'x_hash', field_description: 'Hash', ttype: 'char', required: true },
  { name: 'x_action', field_description: 'Action', ttype: 'integer', required: true },
]

/** Members may run the procedures; they still act with their own rights. */
export const GROUP = 'Millwright integration'
