const DEEPEST = 32

/**
 * What is wrong with JSON text that a parser would take without a word: nesting that would exhaust it, and a name said
 * twice in one object, of which two readers may believe different ones. Meant for text that is parsed afterwards.
 */
export function trapIn(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') {
      const end = endOfString(text, at)
      const names = open.at(-1)
      if (names && isName(text, end)) {
        const name = unquoted(text.slice(at, end + 1))
        if (names.has(name)) return `the name ${name.slice(0, 64)} is said twice in one object`
        names.add(name)
      }
      at = end
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? new Set() : undefined)
      if (open.length > DEEPEST) return `nested deeper than ${DEEPEST} levels`
    } else if (char === '}' || char === ']') open.pop()
  }
  return undefined
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
  return text[at] === ':'
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
