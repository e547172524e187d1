const DEEPEST = 32
/** More than anybody has to say at once, and few enough that others need not wait while they are read. */
const MOST_NAMES = 1000
const MOST_VALUES = 100_000

/** What can be told of JSON text by going over it once, before it is parsed. */
export interface Scan {
  /**
   * What a parser would take without a word: nesting that would exhaust it, so much that everybody else would have to
   * wait for it, or a name said twice in one object, of which two readers may believe different ones.
   */
  readonly trap?: string
  /** No escape, no number that may be too large, no name with a meaning: its values need not be looked at one by one. */
  readonly isPlain: boolean
  /** The items of the array the text is, each as it was written. */
  readonly items: readonly string[]
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const LARGE_E = 0x45
const SMALL_E = 0x65

/** A number of fewer digits, without an exponent, is one that JavaScript can hold. */
const LONGEST_NUMBER = 300

/** Meant for text that is parsed afterwards: what is no JSON at all is for the parser to say. */
export function scanJson(text: string, hasMeaning: (name: string) => boolean): Scan {
  const open: (Names | undefined)[] = []
  const items: string[] = []
  let isPlain = !text.includes('\\')
  let itemFrom = -1
  let sign = 0
  let values = 0
  const trapped = (trap: string): Scan => ({ trap, isPlain, items })
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    switch (char) {
      case QUOTE: {
        const end = endOfString(text, at)
        const names = open[open.length - 1]
        if (names && isName(text, end)) {
          const name = unquoted(text.slice(at, end + 1))
          if (!names.add(name)) return trapped(`the name ${name.slice(0, 64)} is said twice in one object`)
          if (names.count > MOST_NAMES)
            return trapped(`more than ${MOST_NAMES.toLocaleString('en')} names in one object`)
          if (hasMeaning(name)) isPlain = false
        }
        at = end
        break
      }
      case OPEN_OBJECT:
      case OPEN_LIST:
        open.push(char === OPEN_OBJECT ? new Names() : undefined)
        if (open.length > DEEPEST) return trapped(`nested deeper than ${DEEPEST} levels`)
        if (open.length === 1 && char === OPEN_LIST) itemFrom = at + 1
        break
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        if (open.length === 1 && itemFrom >= 0) {
          const item = text.slice(itemFrom, at).trim()
          if (item !== '' || items.length > 0) items.push(item)
        }
        open.pop()
        break
      case COMMA:
        if (++values >= MOST_VALUES)
          return trapped(`more than ${MOST_VALUES.toLocaleString('en')} values; send it in parts`)
        if (open.length === 1 && itemFrom >= 0) {
          items.push(text.slice(itemFrom, at).trim())
          itemFrom = at + 1
        }
        break
      case COLON:
        break
      default:
        // Part of a number, of `true`, `false` or `null`, or a space: looked at when it may be a number that is too large.
        if (char === LARGE_E || char === SMALL_E || at - sign > LONGEST_NUMBER) isPlain = false
        continue
    }
    sign = at
  }
  return { isPlain, items }
}

/** The names of one object: few as a rule, so that a list is quicker than a set; of many, a set. */
class Names {
  readonly #few: string[] = []
  #many: Set<string> | undefined

  get count(): number {
    return this.#many?.size ?? this.#few.length
  }

  /** False when the name is there already. */
  add(name: string): boolean {
    if (this.#many ? this.#many.has(name) : this.#few.includes(name)) return false
    if (this.#many) this.#many.add(name)
    else if (this.#few.push(name) > 16) this.#many = new Set(this.#few)
    return true
  }
}

/** The next quote that is not escaped: an even number of backslashes stands before it. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at
    while (text[before - 1] === '\\') before--
    if ((at - before) % 2 === 0) return at
  }
  return text.length
}

/** A string before a colon is a name. */
function isName(text: string, end: number): boolean {
  let at = end + 1
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++
  return text.charCodeAt(at) === COLON
}

/** Two ways of writing one name are one name. */
function unquoted(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1)
  try {
    return String(JSON.parse(literal))
  } catch {
    return literal
  }
}
