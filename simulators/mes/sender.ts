import { Agent, request } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { Duration } from '../../src/kernel/time.ts'
import { seconds } from '../../src/kernel/time.ts'
import type { Faults } from './faults.ts'
import type { MadeReport } from './journal.ts'

/** What became of one sending: taken, refused for good with codes, or to be tried again after a while. */
export type Sent = { readonly taken: readonly string[] } | { readonly again: Duration }

export interface Sender {
  send(report: MadeReport): Promise<Sent>
  close(): void
}

export interface SenderParts {
  readonly hub: string
  readonly key: string
  readonly faults: Faults
  readonly timeout: Duration
}

interface Receipt {
  readonly status: string
  readonly code?: string
}

const RETRY = seconds(1)

/** Hands reports to the hub's door, and does not let go of one before the hub has said what became of it. */
export function sender({ hub, key, faults, timeout }: SenderParts): Sender {
  const agent = new Agent({ keepAlive: true })
  const isSecure = hub.startsWith('https:')

  function post({ path, type, text }: MadeReport): Promise<{ status: number; retryAfter: number; text: string }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; retryAfter: number; text: string }>()
    const going = (isSecure ? secureRequest : request)(new URL(path, hub), {
      method: 'POST',
      signal: AbortSignal.timeout(timeout),
      headers: { authorization: `Bearer ${key}`, 'content-type': type, 'content-length': Buffer.byteLength(text) },
      ...(isSecure ? {} : { agent }),
    })
    going.on('error', reject)
    going.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('error', reject)
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: Number(response.headers['retry-after'] ?? 0),
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    going.end(text)
    return promise
  }

  async function sendOnce(report: MadeReport): Promise<Sent> {
    try {
      const { status, retryAfter, text } = await post(report)
      if (faults.loseAnswers) return { again: RETRY }
      if (status === 429 || status === 503) return { again: Math.max(RETRY, seconds(retryAfter)) }
      // A key that is not accepted is mended by a person; the report is as good as ever.
      if (status >= 500 || status === 401 || status === 408 || status === 404) return { again: 5 * RETRY }
      return { taken: codesIn(status, text) }
    } catch {
      return { again: RETRY }
    }
  }

  return {
    async send(report) {
      const copies = faults.flood ? 20 : faults.duplicateAll ? 2 : 1
      const answers = await Promise.all(Array.from({ length: copies }, () => sendOnce(report)))
      return answers.find((answer) => 'taken' in answer) ?? answers[0]!
    },
    close: () => agent.destroy(),
  }
}

/** What stands against the events of a report; nothing when all were taken. */
function codesIn(status: number, text: string): readonly string[] {
  try {
    const { receipts = [], code } = JSON.parse(text) as { receipts?: readonly Receipt[]; code?: string }
    const against = receipts.filter(({ status: what }) => what !== 'accepted' && what !== 'duplicate')
    if (against.length > 0) return against.map((receipt) => receipt.code ?? receipt.status)
    return status < 300 ? [] : [code ?? `HTTP_${status}`]
  } catch {
    return status < 300 ? [] : [`HTTP_${status}`]
  }
}
