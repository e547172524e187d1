/**
 * Reads JSON with every number as the text it was written in: `12.500` stays `12.500`, a number of 20 digits keeps them
 * all. For records whose numbers are quantities and whose identifiers may look like numbers.
 */
export const parseExactJson = (text: string): unknown =>
  JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) =>
    // Node hands every number its source; the type of a reviver does not know yet.
    typeof value === 'number' ? context!.source : value,
  )
