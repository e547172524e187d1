import { learnFrom } from './clock.ts'
import { troubleFrom, unreachable } from './trouble.ts'

const root = '/api/v1'

type Answers = Record<string, string | number | undefined>

/** Asks the hub; what it answers is what the contract of the route promises. */
export async function ask<Answer>(path: string, query: Answers = {}, signal?: AbortSignal): Promise<Answer> {
  return answerOf(await send(`${path}${queryText(query)}`, signal ? { signal } : {}))
}

interface Manner {
  readonly csrf?: string
  readonly method?: 'POST' | 'DELETE'
  /** The body is JSON text already, and is not to be read on the way: its digits would change. */
  readonly asText?: boolean
}

/** Changes something. The token proves that this page, and no other, asks for it. */
export async function tell<Answer>(
  path: string,
  body: unknown,
  { csrf, method = 'POST', asText = false }: Manner = {},
): Promise<Answer> {
  return answerOf(
    await send(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(csrf ? { 'x-csrf-token': csrf } : {}),
      },
      ...(body === undefined ? {} : { body: asText ? String(body) : JSON.stringify(body) }),
    }),
  )
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(root + path, {
    credentials: 'same-origin',
    ...init,
    headers: { accept: 'application/json', ...init.headers },
  }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error
    throw unreachable()
  })
  learnFrom(response)
  if (!response.ok) throw await troubleFrom(response)
  return response
}

const answerOf = async <Answer>(response: Response): Promise<Answer> =>
  (response.status === 204 ? undefined : await response.json()) as Answer

function queryText(query: Answers): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}
