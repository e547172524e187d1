/** A record as it is made: relations by record id, lines as records of their own. What is undefined is left to Odoo. */
export interface Values {
  readonly [field: string]: string | number | boolean | readonly number[] | readonly Values[] | undefined
}

/** Numbers that end like a relation and are none. */
const NO_RELATION = new Set(['res_id'])
const RELATION = /(_id|^product_uom|^unit)$/

/**
 * A record with its lines as the sheet that Odoo loads: a first row with everything and the first line, and for each
 * further line a row of its own.
 */
export function sheetOf(name: string, values: Values): { fields: string[]; data: string[][] } {
  const own: [string, string][] = [['id', name]]
  let lines: [string, readonly Values[]] | undefined
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined || value === false) continue
    if (Array.isArray(value) && typeof value[0] === 'object') lines = [field, value as readonly Values[]]
    else if (!Array.isArray(value) || value.length > 0) own.push([column(field, value), text(value)])
  }
  if (!lines) return { fields: own.map(([field]) => field), data: [own.map(([, value]) => value)] }
  const [field, records] = lines
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const columns = names.map(
    (member) => `${field}/${column(member, records.find((record) => record[member])?.[member])}`,
  )
  return {
    fields: [...own.map(([member]) => member), ...columns],
    data: records.map((record, at) => [
      ...own.map(([, value]) => (at === 0 ? value : '')),
      ...names.map((member) => text(record[member])),
    ]),
  }
}

function column(field: string, value: Values[string]): string {
  if (Array.isArray(value)) return `${field}/.id`
  return typeof value === 'number' && RELATION.test(field) && !NO_RELATION.has(field) ? `${field}/.id` : field
}

function text(value: Values[string]): string {
  if (value === undefined || value === false) return ''
  if (value === true) return '1'
  return String(value)
}
