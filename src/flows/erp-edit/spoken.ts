import { fieldTitles, type RecordChanged, type WatchedObject } from '#model/erp-change'

const objects: Record<WatchedObject, string> = {
  'production-order': '',
  'order-component': 'component ',
  'order-output': 'output ',
  'material-use': 'material used, ',
  'goods-receipt': 'goods received, ',
  operation: 'operation ',
  'time-entry': 'time at ',
  lot: 'lot ',
  item: 'item ',
  'stock-adjustment': 'stock of ',
}

/** A change as people would tell it: who did what to which value, and where. */
export function spoken(change: RecordChanged): string {
  const { by, what, object, label } = change
  const who = `${by?.name ?? 'Somebody'}${change.mixed ? ', or the hub by a posting at the same time,' : ''}`
  const thing = `${objects[object]}${label}`
  switch (what) {
    case 'created':
      return `${who} added ${thing} in Odoo: ${values(change, 'after')}.`
    case 'deleted':
      return `${who} deleted ${thing} in Odoo; it had ${values(change, 'before')}.`
    case 'archived':
      return `${who} archived ${thing} in Odoo.`
    case 'restored':
      return `${who} took ${thing} out of the archive in Odoo.`
    case 'edited':
      return edited(who, thing, change.fields)
  }
}

type Fields = RecordChanged['fields']

function edited(who: string, thing: string, fields: Fields): string {
  const [one, ...others] = fields
  return one && others.length === 0
    ? `${who} changed the ${fieldTitles[one.field]} of ${thing} in Odoo ${move(one)}.`
    : `${who} changed ${thing} in Odoo: ${fields.map((field) => `${fieldTitles[field.field]} ${move(field)}`).join(', ')}.`
}

const move = ({ before, after }: Fields[number]): string => {
  if (after === undefined) return `from ${before} to nothing`
  return before === undefined ? `to ${after}` : `from ${before} to ${after}`
}

const values = ({ fields }: RecordChanged, side: 'before' | 'after'): string =>
  fields.flatMap((one) => (one[side] === undefined ? [] : `${fieldTitles[one.field]} ${one[side]}`)).join(', ')

/** What has to be done in Odoo so that what its owner says is there again. */
export function undoing(change: RecordChanged): string {
  const { what, object, label, fields } = change
  const thing = `${objects[object]}${label}`
  if (what === 'created') return `Take ${thing} out again in Odoo, then skip this.`
  if (what === 'deleted') return `Add ${thing} again in Odoo with ${values(change, 'before')}, then skip this.`
  const back = fields.map(({ field, before }) => `the ${fieldTitles[field]} to ${before ?? 'what its owner says'}`)
  return `Set ${back.join(' and ')} of ${thing} in Odoo, then skip this.`
}
