/** One key as the browser tells it, and when. */
export interface Stroke {
  readonly key: string
  /** Milliseconds of whatever clock; only differences count. */
  readonly at: number
  readonly ctrl?: boolean
}

/** Keys so close together that no hand has typed them. */
export interface Burst {
  readonly text: string
  readonly last: number
}

export interface Heard {
  readonly burst: Burst
  /** A scanner has said this. */
  readonly scan?: string
  /** A hand has typed this. */
  readonly typed?: readonly string[]
}

export const silence: Burst = { text: '', last: Number.NEGATIVE_INFINITY }

/** A scanner on a slow radio link sends a key every 40 ms or so; a quick hand needs twice as long. */
export const GAP = 60
/** Two keys within the gap may be an accident of two fingers; four are not. */
const SHORTEST = 4

/** The separator of GS1, as scanners that play a keyboard send it. */
const SEPARATOR = '\u001d'
const separators: ReadonlySet<string> = new Set(['GroupSeparator', 'F8', SEPARATOR])

/**
 * A scanner types fast and ends with Enter or Tab; a hand does not. Whatever comes is held back until one of both is
 * certain: the end of a burst, or a pause.
 */
export function hear(before: Burst, stroke: Stroke): Heard {
  const { burst, typed } = stroke.at - before.last > GAP ? lapse(before) : { burst: before, typed: [] }
  const isEnd = stroke.key === 'Enter' || stroke.key === 'Tab'
  if (isEnd && burst.text.length >= SHORTEST) return { burst: silence, scan: burst.text, typed }
  const character = characterOf(stroke)
  if (character === undefined) return { burst: silence, typed: [...typed, ...burst.text, stroke.key] }
  return { burst: { text: burst.text + character, last: stroke.at }, typed }
}

/** After a pause: what was held back was typed by hand. */
export const lapse = ({ text }: Burst): Required<Pick<Heard, 'burst' | 'typed'>> => ({
  burst: silence,
  typed: [...text],
})

function characterOf({ key, ctrl = false }: Stroke): string | undefined {
  if (separators.has(key) || (ctrl && key === ']')) return SEPARATOR
  return key.length === 1 && !ctrl ? key : undefined
}
