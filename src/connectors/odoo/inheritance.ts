/** Top-level definitions of a part of a procedure, each with the comment above it. */
interface Part {
  readonly heading: string
  readonly definitions: ReadonlyMap<string, string>
}

/** What a part says in one version of Odoo: what the version before says, but for what this one says anew. */
export function inheriting(before: string, own: string): string {
  const [older, newer] = [partOf(before), partOf(own)]
  return textOf({ heading: newer.heading, definitions: new Map([...older.definitions, ...newer.definitions]) })
}

/** Leaves out what nothing else speaks of: what an older version needed, or what another procedure does. */
export function onlyWhatIsSpokenOf(part: string, others: readonly string[]): string {
  const { heading, definitions } = partOf(part)
  const isSpokenOf = (name: string): boolean => {
    const beside = [...definitions].filter(([other]) => other !== name).map(([, text]) => text)
    return [...others, ...beside].some((text) => new RegExp(`\\b${name}\\b`).test(text))
  }
  const spokenOf = new Map([...definitions].filter(([name]) => isSpokenOf(name)))
  const left = textOf({ heading, definitions: spokenOf })
  // What only something unspoken spoke of goes as well.
  return spokenOf.size === definitions.size ? left : onlyWhatIsSpokenOf(left, others)
}

const BEGINNING = /^(?:def )?(\w+)(?: = |\()/

function partOf(text: string): Part {
  const lines = text.trim().split('\n')
  const endOfHeading = lines.findIndex((line) => !line.startsWith('#'))
  const definitions = new Map<string, string>()
  let name: string | undefined
  let above: string[] = []
  for (const line of endOfHeading < 0 ? [] : lines.slice(endOfHeading)) {
    const found = BEGINNING.exec(line)?.[1]
    if (line.startsWith('#')) above.push(line)
    else if (found) {
      name = found
      definitions.set(name, [...above, line].join('\n'))
      above = []
    } else if (name) definitions.set(name, `${definitions.get(name)}\n${line}`)
  }
  return { heading: lines.slice(0, endOfHeading < 0 ? lines.length : endOfHeading).join('\n'), definitions }
}

const textOf = ({ heading, definitions }: Part): string =>
  [heading, ...[...definitions.values()].map((text) => text.trim())].filter(Boolean).join('\n\n\n')
