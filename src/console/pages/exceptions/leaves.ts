/** A payload as a list of fields, and back: people correct a field, not a text with brackets. */
export type Scalar = string | number | boolean | null
export interface Leaf {
  readonly path: readonly (string | number)[]
  readonly value: Scalar
}

export function leavesOf(value: unknown, path: readonly (string | number)[] = []): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...path, name]))
  return [{ path, value: (value ?? null) as Scalar }]
}

/** The same thing with one field replaced; parts that are not there yet are made. */
export function withLeaf(whole: unknown, [first, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (first === undefined) return value
  if (Array.isArray(whole)) return whole.map((item, index) => (index === first ? withLeaf(item, rest, value) : item))
  const object = (whole ?? {}) as Record<string, unknown>
  return { ...object, [first]: withLeaf(object[first], rest, value) }
}

/** What was typed, as the kind of thing it was before: a number stays a number, text stays text. */
export function typed(text: string, like: Scalar): Scalar {
  if (typeof like === 'number') return text.trim() === '' || Number.isNaN(Number(text)) ? like : Number(text)
  if (typeof like === 'boolean') return text === 'true'
  return text
}

export interface Difference {
  readonly path: string
  readonly before: Scalar | undefined
  readonly after: Scalar | undefined
}

export function differences(before: unknown, after: unknown): Difference[] {
  const was = new Map(leavesOf(before).map(({ path, value }) => [path.join('.'), value]))
  const is = new Map(leavesOf(after).map(({ path, value }) => [path.join('.'), value]))
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => ({ path, before: was.get(path), after: is.get(path) }))
}
