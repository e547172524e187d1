const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** A length of time as a rule says it, without rounding: `15 minutes`, `1 hour 30 minutes`, `1 day`. */
export function spanText(milliseconds: number): string {
  let rest = milliseconds
  const parts = units.flatMap(([word, length]) => {
    const count = Math.floor(rest / length)
    rest -= count * length
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`]
  })
  if (rest > 0 || parts.length === 0) parts.push(`${rest} ms`)
  return parts.join(' ')
}

const lengths: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 }
const part = /(\d+(?:[.,]\d+)?)\s*(d(?:ays?)?|h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)(?=\s|,|\d|$)/gy

/** What somebody typed as a length of time, in milliseconds: `15 minutes`, `4h`, `1 day 2 hours`. */
export function spanFrom(text: string): number | undefined {
  const said = text.trim().toLowerCase()
  let [sum, at] = [0, 0]
  while (at < said.length) {
    part.lastIndex = at
    const [found, count, unit] = part.exec(said) ?? []
    if (!found) return undefined
    sum += Number(count!.replace(',', '.')) * lengths[unit![0]!]!
    at += found.length
    while (/[\s,]/.test(said[at] ?? '')) at++
  }
  return sum > 0 && Number.isInteger(sum) ? sum : undefined
}
