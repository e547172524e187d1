/**
 * JSON as text, never as values: what a system sent is shown with every digit and every spelling that it sent. Text that
 * is no JSON goes through as far as it can be told apart.
 */
interface Token {
  readonly is: string
  readonly start: number
  readonly end: number
}

const token = /"(?:[^"\\]|\\.)*"?|[{}[\]:,]|[^\s{}[\]:,"]+/g

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(token)].map(({ 0: is, index }) => ({ is, start: index, end: index + is.length }))

/** The same JSON with a line for each member. Literals stay as they were written. */
export function indented(text: string): string {
  const tokens = tokensOf(text)
  const newLine = (depth: number) => `\n${'  '.repeat(Math.max(0, depth))}`
  let depth = 0
  return tokens
    .map(({ is }, at) => {
      const [before, after] = [tokens[at - 1]?.is, tokens[at + 1]?.is]
      if (is === '{' || is === '[') {
        depth++
        return after === '}' || after === ']' ? is : is + newLine(depth)
      }
      if (is === '}' || is === ']') {
        depth--
        return before === '{' || before === '[' ? is : newLine(depth) + is
      }
      if (is === ',') return is + newLine(depth)
      return is === ':' ? ': ' : is
    })
    .join('')
}

/** Where the value at a JSON pointer stands in the text; undefined when there is none. */
export function placeOf(text: string, pointer: string): readonly [start: number, end: number] | undefined {
  const tokens = tokensOf(text)
  let next = 0
  const isOpening = () => tokens[next]?.is === '{' || tokens[next]?.is === '['

  /** Walks over one value; answers where the wished part of it stands. */
  function value(names: readonly string[] | undefined): readonly [number, number] | undefined {
    const first = tokens[next]
    if (!first) return undefined
    let found: readonly [number, number] | undefined
    if (isOpening()) {
      const inObject = first.is === '{'
      next++
      for (let at = 0; next < tokens.length && !'}]'.includes(tokens[next]!.is); at++) {
        const name = inObject ? nameOf(tokens[next]!.is) : String(at)
        if (inObject) next += 2
        const below = names && names.length > 0 && names[0] === name ? names.slice(1) : undefined
        found = value(below) ?? found
        if (tokens[next]?.is === ',') next++
      }
    }
    const last = tokens[Math.min(next, tokens.length - 1)]!
    next++
    return names?.length === 0 ? [first.start, last.end] : found
  }
  const names = pointer.split('/').slice(1)
  return value(names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~')))
}

function nameOf(literal: string): string {
  try {
    return String(JSON.parse(literal))
  } catch {
    return literal
  }
}
