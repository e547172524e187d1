/** How a system writes numbers: `12.500,75` has the decimal sign `,` and the group sign `.`. */
export interface NumberFormat {
  readonly decimal: '.' | ','
  readonly group?: '.' | ',' | ' ' | "'" | undefined
}

const plain = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * A number as decimal text, digit by digit: it never becomes a binary fraction. Undefined for all that is not a number
 * in exactly this format; `1.500` is not guessed to mean 1500, and exponents are not taken.
 */
export function decimalFrom(text: string, { decimal, group }: NumberFormat): string | undefined {
  const [whole = '', fraction, ...more] = text.split(decimal)
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined
  const digits = group === undefined ? whole : ungrouped(whole, group)
  if (digits === undefined || !/^-?\d+$/.test(digits)) return undefined
  const trimmed = digits.replace(/^(-?)0+(?=\d)/, '$1')
  return fraction === undefined ? trimmed : `${trimmed}.${fraction}`
}

/** Groups are of three digits, or there are none. */
function ungrouped(whole: string, group: string): string | undefined {
  const [first = '', ...others] = whole.split(group)
  if (others.length === 0) return whole
  return /^-?\d{1,3}$/.test(first) && others.every((part) => /^\d{3}$/.test(part)) ? first + others.join('') : undefined
}

/** Decimal text as the system writes it. */
export function decimalTo(text: string, { decimal, group }: NumberFormat): string | undefined {
  const [, sign = '', whole, fraction] = plain.exec(text) ?? []
  if (whole === undefined) return undefined
  const grouped = group === undefined ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group)
  return sign + grouped + (fraction === undefined ? '' : decimal + fraction)
}

/** A JSON number that was parsed before it came here, if its text can be told for certain. */
export function exactText(value: number): string | undefined {
  const text = String(value)
  // Up to 15 significant digits survive the way through a binary fraction, whatever they are.
  return plain.test(text) && text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length <= 15 ? text : undefined
}
