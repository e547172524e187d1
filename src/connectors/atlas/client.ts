import { z } from 'zod'
import { Failure, Refused } from '#kernel/failure'
import { ask, NOT_FOUND, type Question, understood } from '../question.ts'
import type { AtlasSettings } from './settings.ts'

const SignedIn = z.object({ accessToken: z.string().min(1) })

export interface AtlasClient {
  /** The answer, or undefined where there is no such thing. */
  get(path: string, signal: AbortSignal): Promise<unknown>
  post(path: string, body: object, signal: AbortSignal): Promise<unknown>
}

/** Speaks with Atlas under a key of its own, or signs in, and again when the session is over. */
export function atlasClient({ url, apiKey, email, password, timeout }: AtlasSettings): AtlasClient {
  let session: string | undefined

  async function signedIn(signal: AbortSignal): Promise<string> {
    const body = { email, password, type: 'CLIENT' }
    const answer = await ask(url, { method: 'POST', path: '/auth/signin', headers: {}, body }, signal, timeout)
    session = `Bearer ${understood(SignedIn, answer).accessToken}`
    return session
  }

  async function send(question: Omit<Question, 'headers'>, signal: AbortSignal): Promise<unknown> {
    const asked = (headers: Question['headers']) => ask(url, { ...question, headers }, signal, timeout)
    if (apiKey !== undefined) return asked({ 'x-api-key': apiKey })
    const used = session
    if (used !== undefined)
      try {
        return await asked({ authorization: used })
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'NOT_AUTHORISED') throw error
        // Somebody else may have signed in again meanwhile: theirs is as good.
        if (session === used) session = undefined
      }
    return asked({ authorization: session ?? (await signedIn(signal)) })
  }

  return {
    get: (path, signal) =>
      send({ method: 'GET', path }, signal).catch((error) => {
        if (error instanceof Refused && error.code === NOT_FOUND) return undefined
        throw error
      }),
    post: (path, body, signal) => send({ method: 'POST', path, body }, signal),
  }
}
