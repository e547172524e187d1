/** `finished-goods-receipt` → `Finished goods receipt`; `machineTime` → `Machine time`. */
export function plain(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^uom$/, 'unit')
    .replace(/\berp\b/, 'ERP')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `1 thing`, `2 things`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

export const numberText = (count: number): string => count.toLocaleString('en-GB')

/** `/plants/A/systems/mes` → `MES`. Short names of systems are abbreviations; longer ones are names. */
export function systemName(source: string): string {
  const system = source.split('/')[4] ?? source
  return system.length <= 4 ? system.toUpperCase() : plain(system)
}

/** In sentences for people Odoo is called Odoo, the others by what they are. */
export const systemTitle = (system: string): string =>
  system.startsWith('odoo') ? 'Odoo' : systemName(`////${system}`)
