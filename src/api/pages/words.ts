/** What somebody typed as a search for words; null when there is none in it. Unfinished ones find what begins so. */
export function wordsOf(text: string, unfinished: boolean): string | null {
  const words = split(text)
  return words.length === 0 ? null : words.map((word) => searched(word, unfinished)).join(' & ')
}

/**
 * The one of them that fewest are called: in names of one kind, such as WH/MO/00042, it is the number, and all begin with the others.
 * An index that is asked for this one alone need not go through all.
 */
export function tellingWordOf(text: string, unfinished: boolean): string | null {
  const [first, ...others] = split(text)
  if (first === undefined) return null
  const tells = (word: string): number => word.length + (/\p{N}/u.test(word) ? LONGEST : 0)
  return searched(
    others.reduce((one, other) => (tells(other) > tells(one) ? other : one), first),
    unfinished,
  )
}

/** No search is longer. */
const LONGEST = 1000

const split = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)

const searched = (word: string, unfinished: boolean): string => `'${word}'${unfinished ? ':*' : ''}`
