import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { DeviceKey } from '#governance/keys'
import type { Person } from '#governance/people'
import type { Right } from '#governance/rights'
import type { Reader } from '../pages/reader.ts'
import type { ApiParts } from '../parts.ts'

/**
 * Who may use a route: everybody; a system with its key; a device on the shop floor with its; whoever is signed in; a
 * person or a system; or who holds one of the rights in at least one plant. In which plants is decided by what is asked
 * for.
 */
export type Access = 'public' | 'key' | 'device' | 'signed-in' | 'signed-in-or-key' | readonly [Right, ...Right[]]

/** One route as data: its registration, its checks and its documents all come from here. */
export interface Declared {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** With `{…}` for parameters, as OpenAPI writes them. */
  readonly path: string
  readonly access: Access
  readonly summary: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** How the body may be sent, where JSON is not the only way. */
  readonly bodies?: Readonly<Record<string, z.ZodType>>
  readonly answer?: z.ZodType
  readonly answerType?: string
  readonly status?: number
  /** Answers that are not a success, besides those every route of its kind has. */
  readonly refuses?: readonly number[]
  /** Requests a minute from one address at most. */
  readonly perMinute?: number
}

export interface Asked<Params, Query, Body> {
  readonly person: Person
  readonly device: DeviceKey
  readonly reader: Reader
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type Route = Declared &
  (
    | { readonly answerTo: (asked: Asked<never, never, never>, parts: ApiParts) => Promise<unknown> }
    /** Registers itself: it reads or writes in a way of its own. */
    | { readonly register: (app: FastifyInstance, parts: ApiParts) => void }
  )

type Given<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

export function route<const Declaration extends Declared>(
  declared: Declaration,
  answerTo: (
    asked: Asked<Given<Declaration['params']>, Given<Declaration['query']>, Given<Declaration['body']>>,
    parts: ApiParts,
  ) => Promise<Declaration['answer'] extends z.ZodType ? z.input<Declaration['answer']> : void>,
): Route {
  return { ...declared, answerTo: answerTo as never }
}
