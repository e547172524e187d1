/** A table of Markdown; a bar inside a cell would end it. */
export const tableOf = (head: readonly [string, ...string[]], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`)
    .join('\n')

export const code = (text: string): string => `\`${text}\``
