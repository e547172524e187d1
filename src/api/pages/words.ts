/** What somebody typed as a search for words; null when there is none in it. Unfinished ones find what begins so. */
export function wordsOf(text: string, unfinished: boolean): string | null {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return words.length === 0 ? null : words.map((word) => `'${word}'${unfinished ? ':*' : ''}`).join(' & ')
}
