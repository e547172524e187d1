/** What a GS1 symbol says, by application identifier: `{ '01': '09506000134352', '10': 'L-0099' }`. */
export type Elements = Readonly<Record<string, string>>

const SEPARATOR = '\u001d'

/**
 * Application identifiers that are met in plants, with how long their values are; `n` stands for any digit. A value of
 * variable length ends at a separator or with the symbol. What is not here is not understood, and then nothing is.
 */
const identifiers: readonly (readonly [pattern: string, shortest: number, longest: number])[] = [
  ['00', 18, 18],
  ['01', 14, 14],
  ['02', 14, 14],
  ['10', 1, 20],
  ...['11', '12', '13', '15', '16', '17'].map((date) => [date, 6, 6] as const),
  ['20', 2, 2],
  ['21', 1, 20],
  ['22', 1, 20],
  ['240', 1, 30],
  ['241', 1, 30],
  ['250', 1, 30],
  ['251', 1, 30],
  ['30', 1, 8],
  ['31nn', 6, 6],
  ['32nn', 6, 6],
  ['33nn', 6, 6],
  ['34nn', 6, 6],
  ['35nn', 6, 6],
  ['36nn', 6, 6],
  ['37', 1, 8],
  ['400', 1, 30],
  ['401', 1, 30],
  ...['410', '411', '412', '413', '414', '415', '416', '417'].map((place) => [place, 13, 13] as const),
  ['7003', 10, 10],
  ['8005', 6, 6],
  ['8017', 18, 18],
  ['8018', 18, 18],
  ['8020', 1, 25],
  ...Array.from({ length: 9 }, (_, at) => [`9${at + 1}`, 1, 90] as const),
  ['90', 1, 30],
]

/** Prefixes by which a scanner says that a symbol is one of GS1: code 128, DataMatrix, QR, DataBar. */
const symbology = /^\](?:C1|d2|Q3|e0)/

/** The elements of a scan, in any of the ways they are written; undefined where it is no GS1 symbol. */
export function elementsOf(scan: string): Elements | undefined {
  const text = scan.replace(symbology, '')
  if (/^https?:\/\//i.test(text)) return fromLink(text)
  if (/^\(\d{2,4}\)/.test(text)) return fromBrackets(text)
  const isSaid = symbology.test(scan) || text.startsWith(SEPARATOR)
  // Without a prefix only a symbol that begins with a whole GTIN is taken for one: an order number may be digits too.
  if (!isSaid && !(text.startsWith('01') && text.length > 16 && isGtin(text.slice(2, 16)))) return undefined
  return fromString(text)
}

function fromString(text: string): Elements | undefined {
  const found: Record<string, string> = {}
  let rest = text
  while (rest !== '') {
    if (rest.startsWith(SEPARATOR)) {
      rest = rest.slice(1)
      continue
    }
    const known = identifierAt(rest)
    if (!known) return undefined
    const [identifier, shortest, longest] = known
    const value = rest.slice(identifier.length, identifier.length + longest).split(SEPARATOR)[0] ?? ''
    if (!put(found, identifier, value, shortest)) return undefined
    rest = rest.slice(identifier.length + value.length)
  }
  return whole(found)
}

/** As people read it below the symbol: `(01)09506000134352(10)L-0099`. */
function fromBrackets(text: string): Elements | undefined {
  const found: Record<string, string> = {}
  for (const [, identifier = '', value = ''] of text.matchAll(/\((\d{2,4})\)((?:(?!\(\d{2,4}\)).)*)/g)) {
    const known = identifierAt(identifier)
    if (known?.[0] !== identifier || !put(found, identifier, value, known[1])) return undefined
  }
  return whole(found)
}

/** As an address, which any phone can read: `https://id.gs1.org/01/09506000134352/10/L-0099`. */
function fromLink(text: string): Elements | undefined {
  if (!URL.canParse(text)) return undefined
  const { pathname, searchParams } = new URL(text)
  const parts = pathname.split('/').filter((part) => part !== '')
  const from = parts.findIndex((part, at) => part === '01' && isGtin((parts[at + 1] ?? '').padStart(14, '0')))
  if (from < 0) return undefined
  const found: Record<string, string> = {}
  const pairs = [...parts.slice(from).reduce(inPairs, []), ...searchParams]
  for (const [identifier, value] of pairs) {
    const known = identifierAt(identifier)
    if (known?.[0] !== identifier) continue
    const plain = readable(value)
    put(found, identifier, identifier === '01' ? plain.padStart(14, '0') : plain, known[1])
  }
  return whole(found)
}

const readable = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const inPairs = (pairs: [string, string][], part: string): [string, string][] => {
  const last = pairs.at(-1)
  if (last && last[1] === '') last[1] = part
  else pairs.push([part, ''])
  return pairs
}

function identifierAt(text: string): readonly [identifier: string, shortest: number, longest: number] | undefined {
  for (const [pattern, shortest, longest] of identifiers) {
    const [identifier] = new RegExp(`^${pattern.replaceAll('n', '\\d')}`).exec(text) ?? []
    if (identifier !== undefined) return [identifier, shortest, longest]
  }
  return undefined
}

/** The same identifier may stand twice only if it says the same. */
function put(found: Record<string, string>, identifier: string, value: string, shortest: number): boolean {
  if (value.length < shortest || (found[identifier] ?? value) !== value) return false
  if (['01', '02'].includes(identifier) && !isGtin(value)) return false
  found[identifier] = value
  return true
}

const whole = (found: Record<string, string>): Elements | undefined =>
  Object.keys(found).length > 0 ? found : undefined

/** Fourteen digits of which the last checks the others. */
export function isGtin(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false
  const sum = [...text].reduce((so, digit, at) => so + Number(digit) * (at % 2 === 0 ? 3 : 1), 0)
  return sum % 10 === 0
}

/** How much the symbol says there is: pieces, or a net weight in kilograms with its point put in. */
export function amountIn(elements: Elements): { readonly value: string; readonly uom: 'H87' | 'KGM' } | undefined {
  const count = elements['37'] ?? elements['30']
  if (count !== undefined && /^\d+$/.test(count)) return { value: String(Number(count)), uom: 'H87' }
  const [identifier, digits] = Object.entries(elements).find(([name]) => /^310[0-6]$/.test(name)) ?? []
  if (identifier === undefined || !digits || !/^\d{6}$/.test(digits)) return undefined
  const places = Number(identifier[3])
  return { value: (Number(digits) / 10 ** places).toFixed(places), uom: 'KGM' }
}
