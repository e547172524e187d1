import { Failure, Refused, Unanswered } from '#kernel/failure'
import { ask, NOT_FOUND, type Question } from '../question.ts'
import type { FreppleSettings } from './settings.ts'

/** What is asked of frePPLe, and what is changed there. */
export interface FreppleClient {
  /** The answer, or undefined where there is no such thing. */
  get(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<unknown>
  change(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: object | undefined,
    signal: AbortSignal,
  ): Promise<unknown>
}

/** After these nobody knows whether what was asked is done. */
const LOST = new Set(['DEADLINE', 'UNREACHABLE', 'FAULT', 'NOT_AN_ANSWER'])

export function freppleClient({ url, user, password, timeout }: FreppleSettings): FreppleClient {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const send = (question: Omit<Question, 'headers'>, signal: AbortSignal): Promise<unknown> =>
    ask(url, { ...question, query: { format: 'json', ...question.query }, headers: { authorization } }, signal, timeout)

  return {
    get: (path, query, signal) =>
      send({ method: 'GET', path, query }, signal).catch((error) => {
        if (error instanceof Refused && error.code === NOT_FOUND) return undefined
        throw error
      }),
    change: (method, path, body, signal) =>
      send({ method, path, ...(body ? { body } : {}) }, signal).catch((error) => {
        if (error instanceof Failure && LOST.has(error.code))
          throw new Unanswered(error.code, error.message, { cause: error })
        throw error
      }),
  }
}
