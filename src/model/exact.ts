/** Decimal text added without ever becoming a float: what a person is shown to add up, does. */
export function sum(values: readonly string[]): string {
  const places = Math.max(0, ...values.map((value) => value.split('.')[1]?.length ?? 0))
  const total = values.reduce((so, value) => so + scaled(value, places), 0n)
  const digits = String(total < 0n ? -total : total).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const part = digits.slice(digits.length - places).replace(/0+$/, '')
  return `${total < 0n ? '-' : ''}${whole}${part ? `.${part}` : ''}`
}

export const same = (left: string, right: string): boolean => sum([left]) === sum([right])

function scaled(value: string, places: number): bigint {
  const [whole = '0', part = ''] = value.replace('-', '').split('.')
  const digits = BigInt(whole + part.padEnd(places, '0'))
  return value.startsWith('-') ? -digits : digits
}

export const less = (whole: string, part: string): string => sum([whole, opposite(part)])
export const opposite = (value: string): string => sum([value.startsWith('-') ? value.slice(1) : `-${value}`])
export const isNothing = (value: string): boolean => !/[1-9]/.test(value)
