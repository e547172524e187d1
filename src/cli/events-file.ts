import { InvalidArgumentError } from 'commander'

/** The events of a file as JSON texts: one value, the items of an array, or one a line. */
export function eventTextsIn(content: string, file: string): readonly string[] {
  const whole = parsed(content)
  const texts = whole
    ? Array.isArray(whole.value)
      ? whole.value.map((item) => JSON.stringify(item))
      : [content.trim()]
    : linesOf(content, file)
  if (texts.length === 0) throw new InvalidArgumentError(`${file} holds no events.`)
  return texts
}

function linesOf(content: string, file: string): readonly string[] {
  return content.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return []
    if (!parsed(line))
      throw new InvalidArgumentError(`Line ${index + 1} of ${file} is not JSON; one event stands on one line.`)
    return [line.trim()]
  })
}

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** What a request may carry, well below the door's own limits. */
const MOST_EVENTS = 500
const MOST_BYTES = 4 * 1024 * 1024

/** Cuts events into requests, in their order. */
export function* batchesOf(texts: readonly string[]): Generator<readonly string[]> {
  let batch: string[] = []
  let bytes = 0
  for (const text of texts) {
    const size = Buffer.byteLength(text) + 1
    if (batch.length > 0 && (batch.length >= MOST_EVENTS || bytes + size > MOST_BYTES)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(text)
    bytes += size
  }
  if (batch.length > 0) yield batch
}
