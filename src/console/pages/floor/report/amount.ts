/** Units that are counted and never cut. */
const counted: ReadonlySet<string> = new Set(['H87', 'C62', 'DZN'])

export const padKeys = ['7', '8', '9', '4', '5', '6', '1', '2', '3', ',', '0', 'Backspace'] as const

/** What stands on the pad after a key: digits and at most one comma, as it is written in Germany. */
export function pressed(text: string, key: string): string {
  if (key === 'Backspace') return text.slice(0, -1)
  if (key === ',' || key === '.') return text.includes(',') ? text : `${text === '' ? '0' : text},`
  if (!/^\d$/.test(key)) return text
  return text === '0' ? key : text + key
}

/** The decimal text of the hub for what stands on the pad. */
export const valueOf = (text: string): string =>
  (text.replace(',', '.').replace(/\.$/, '') || '0').replace(/^(?=\.)/, '0')

/** As it stands on the pad. */
export const onPad = (value: string): string => value.replace('.', ',')

/** What is wrong with an amount before it is sent; undefined where nothing is. */
export function complaintAbout(text: string, uom: string, { mayBeNothing = false } = {}): string | undefined {
  const value = valueOf(text)
  const [whole = '', places = ''] = value.split('.')
  if (!mayBeNothing && !/[1-9]/.test(value)) return 'Type how many: nothing cannot be reported.'
  if (whole.length > 12) return 'That is more digits than there can be. Type the number again.'
  if (counted.has(uom) && /[1-9]/.test(places)) return 'Pieces are counted whole. Take the comma away.'
  if (places.length > 6) return 'Six places behind the comma are the most.'
  return undefined
}
