import { setTimeout as pause } from 'node:timers/promises'
import type { Receipt } from '#api'
import type { Say } from '../local/say.ts'
import { Trouble } from '../local/trouble.ts'

interface Post {
  readonly url: string
  readonly key: string
  /** Events as JSON texts. */
  readonly batch: readonly string[]
  readonly say: Say
}

interface Answer {
  readonly receipts?: readonly Receipt[]
  readonly detail?: string
}

/** A hub that says "later" is asked again this often before we give up. */
const TRIES = 8

/** Hands over one batch; repeats while the hub asks for patience, which is safe: it knows what it has. */
export async function postBatch(post: Post): Promise<readonly Receipt[]> {
  for (let attempt = 1; ; attempt++) {
    const response = await asked(post)
    const answer = (await response.json().catch(() => ({}))) as Answer
    if (answer.receipts) return answer.receipts
    const patience = response.status === 503 || response.status === 429
    if (!patience || attempt === TRIES)
      throw new Trouble(
        'failed',
        `The hub at ${post.url} refused (${response.status}): ${answer.detail ?? 'it said no more.'}`,
      )
    const seconds = Number(response.headers.get('retry-after')) || 2
    post.say(`the hub asks for ${seconds} s of patience: ${answer.detail ?? ''}`)
    await pause(seconds * 1000)
  }
}

const asked = ({ url, key, batch }: Post): Promise<Response> =>
  fetch(new URL('/api/v1/events', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
    body: `[${batch.join(',')}]`,
    signal: AbortSignal.timeout(60_000),
  }).catch((cause: Error) => {
    throw new Trouble(
      'missing',
      `No hub answers at ${url}; start it with "millwright up", or name another with --url.`,
      { cause },
    )
  })
