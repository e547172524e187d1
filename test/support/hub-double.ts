import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { kindOf } from '#model/catalogue'
import type { FieldTable } from '#model/field-table/table'
import { translate } from '#model/field-table/translate'
import { CloudEvent } from '#model/message'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import { parseExactJson } from '#kernel/exact-json'

/** A hub as far as an MES sees one: two doors, and each event written down once. */
export interface HubDouble extends AsyncDisposable {
  readonly url: string
  /** By id, in the order of their coming. */
  readonly events: ReadonlyMap<string, CloudEvent>
  readonly duplicates: number
  readonly conflicts: readonly string[]
  readonly refused: readonly string[]
  /** What the next requests get instead of an answer. */
  answerWith(answer: 'receipts' | 'nothing' | 'try-later'): void
}

export async function hubDouble({
  tables = {},
}: { readonly tables?: Record<string, FieldTable> } = {}): Promise<HubDouble> {
  const events = new Map<string, CloudEvent>()
  const conflicts: string[] = []
  const refused: string[] = []
  let duplicates = 0
  let mood: 'receipts' | 'nothing' | 'try-later' = 'receipts'

  function judge(value: unknown): object {
    const event = CloudEvent.safeParse(value)
    const kind = event.data && kindOf(event.data.type)
    const body = kind?.schema.safeParse(event.data?.data)
    if (!event.data || !body?.success) {
      refused.push(JSON.stringify(value))
      return { status: 'refused', code: 'SCHEMA_INVALID' }
    }
    const { id } = event.data
    const before = events.get(id)
    if (!before) {
      events.set(id, event.data)
      return { status: 'accepted', id }
    }
    if (canonicalJson(before as Json) === canonicalJson(event.data as Json)) {
      duplicates++
      return { status: 'duplicate', id }
    }
    conflicts.push(id)
    return { status: 'conflict', id, code: 'DUPLICATE_CONFLICT' }
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (mood === 'try-later') return response.writeHead(503, { 'retry-after': '1' }).end()
      const text = Buffer.concat(chunks).toString()
      const [, wire] = /^\/api\/v1\/wire\/(.+)$/.exec(request.url ?? '') ?? []
      const read = parseExactJson(text)
      const said = wire
        ? translate(tables[wire]!, read, { plant: 'A', system: 'mes' })
        : { events: JSON.parse(text) as unknown, problems: [] }
      const receipts = [said.events].flat().map(judge)
      for (const problem of said.problems) refused.push(JSON.stringify(problem))
      if (mood === 'nothing') return response.destroy()
      return response.writeHead(202, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          receipts: [...receipts, ...said.problems.map(({ code }) => ({ status: 'refused', code }))],
        }),
      )
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    conflicts,
    refused,
    get duplicates() {
      return duplicates
    },
    answerWith: (answer) => {
      mood = answer
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
