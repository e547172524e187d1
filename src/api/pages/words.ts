/** What somebody typed as a search for whole words, the last of which may be unfinished; null when there is no word in it. */
export function wordsOf(text: string): string | null {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ')
}
