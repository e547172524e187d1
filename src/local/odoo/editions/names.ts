/** Lines of names as a list, each with the same beginning. */
export const named = (beginning: string, ...lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split(' ')).map((name) => beginning + name)
