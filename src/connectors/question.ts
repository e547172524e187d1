import { z } from 'zod'
import { parseExactJson } from '#kernel/exact-json'
import { Refused, Unavailable } from '#kernel/failure'
import type { Duration } from '#kernel/time'
import { NOT_UNDERSTOOD } from '#model/ports/maintenance-books'

export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  /** A name with a list stands there once for each. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: object
}

/** More than any page of records has. */
const MOST = 16 * 1024 * 1024

/**
 * Asks a system over HTTP for what it knows. A question changes nothing there, so whatever goes wrong it may be asked again;
 * only a plain no stands. Numbers come as the text they were written in.
 */
export async function ask(
  url: string,
  { method, path, query = {}, headers, body }: Question,
  outer: AbortSignal,
  timeout: Duration,
): Promise<unknown> {
  const address = new URL(url.replace(/\/+$/, '') + path)
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) address.searchParams.append(name, one)
  const signal = AbortSignal.any([outer, AbortSignal.timeout(timeout)])
  let status: number
  let text: string
  try {
    const answer = await fetch(address, {
      method,
      signal,
      // Where it leads elsewhere, its settings are wrong; what it needs to know us by goes nowhere else.
      redirect: 'manual',
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    status = answer.status
    text = await limited(answer)
  } catch (cause) {
    if (cause instanceof Unavailable) throw cause
    if (signal.aborted) throw new Unavailable('DEADLINE', `${address.host} did not answer in time`, { cause })
    throw new Unavailable('UNREACHABLE', `${address.host} cannot be reached`, { cause })
  }
  if (status === 204) return undefined
  if (status >= 200 && status < 300) return answerIn(text, address.host)
  throw failureOf(status, address)
}

async function limited(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST) throw new Unavailable('TOO_LARGE', 'The answer is larger than any page of records')
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What an answer says, whoever wrote it. */
export function answerIn(text: string, host: string): unknown {
  try {
    return parseExactJson(text)
  } catch (cause) {
    throw new Unavailable('NOT_AN_ANSWER', `Something before ${host} answered in its place`, { cause })
  }
}

/** The code of a no that means that there is no such thing. */
export const NOT_FOUND = 'NOT_FOUND'

function failureOf(status: number, { host, pathname }: URL): Refused | Unavailable {
  if (status === 401 || status === 403)
    return new Unavailable('NOT_AUTHORISED', `${host} does not let us in (${status}); mend the key in its settings`)
  if (status === 404 || status === 410) return new Refused(NOT_FOUND, `${host} has no ${pathname}`)
  if (status === 408 || status === 425 || status === 429)
    return new Unavailable('OVERLOADED', `${host} is asked too much at the moment (${status})`)
  if (status < 400) return new Unavailable('MOVED', `${host} is at another address now (${status}); mend its settings`)
  if (status < 500) return new Refused('QUESTION_REFUSED', `${host} does not understand the question (${status})`)
  return new Unavailable('FAULT', `${host} failed to answer (${status})`)
}

/** An answer as it is read; one that is not understood has told nothing. */
export function understood<Read>(schema: z.ZodType<Read>, answer: unknown, field?: string): Read {
  const read = schema.safeParse(answer)
  if (read.success) return read.data
  const wrong = read.error.issues.slice(0, 3).map(({ path, message }) => {
    const where = [...(field === undefined ? [] : [field]), ...path].join('.')
    return where ? `${where}: ${message}` : message
  })
  throw new Unavailable(NOT_UNDERSTOOD, `The answer is not as it should be: ${wrong.join('; ').slice(0, 500)}`)
}
