import { z } from 'zod'
import { Failure, Unavailable } from '#kernel/failure'
import type { Call } from '#model/ports/port'
import { failureFrom } from './failures.ts'
import { wireTo } from './http.ts'
import { json2 } from './json-2.ts'
import { asked, jsonRpc, rpc } from './json-rpc.ts'
import { rightOfWay } from './right-of-way.ts'

export interface OdooAccess {
  readonly url: string
  readonly database: string
  /** Of the user whose key it is; Odoo before 19 wants to be told. */
  readonly login: string
  readonly apiKey: string
  readonly timeout: number
}

/** One Odoo, spoken to through the newest interface it has. */
export interface OdooClient {
  /** Calls a public method by its Python argument names. Throws a Failure; the answer has the given shape. */
  call<Answer>(
    model: string,
    method: string,
    body: object,
    shape: z.ZodType<Answer>,
    call: CallOptions,
  ): Promise<Answer>
  /** Its major version, such as 19; asked once, and again when it says that it lacks something. */
  version(call: CallOptions): Promise<number>
  /** Record id of the user whose key it is: the least question that only a healthy Odoo answers. */
  userId(call: CallOptions): Promise<number>
  /** Whether something that speaks as Odoo listens there; throws a Failure otherwise. */
  alive(call: CallOptions): Promise<void>
  close(): void
}

export type CallOptions = Partial<Call> & { readonly correlation?: string }

/** One of the interfaces Odoo has. */
export interface Transport {
  /** Record id of the user whose key it is. */
  userId(options: CallOptions): Promise<number>
  execute(model: string, method: string, body: object, options: CallOptions): Promise<unknown>
}

interface Met {
  readonly version: number
  readonly transport: Transport
}

const VersionInfo = z.looseObject({ server_version_info: z.tuple([z.union([z.int(), z.string()])], z.unknown()) })
/** Answers of an Odoo that is not the one we met: upgraded, restored, or another behind the same address. */
const STRANGE = new Set(['NOT_DEPLOYED', 'NO_DATABASE', 'CHANGING'])

export function odooClient(access: OdooAccess): OdooClient {
  const wire = wireTo(access)
  const inTurn = rightOfWay()
  let met: Met | undefined

  async function found(options: CallOptions): Promise<number> {
    const told = await asked(() => rpc(wire, { path: '/web/webclient/version_info' }, {}, options))
    const info = VersionInfo.safeParse(told)
    // An Odoo in the cloud says `saas~18.2`.
    const version = Number(/\d+/.exec(String(info.data?.server_version_info[0]))?.[0])
    if (!version) throw new Unavailable('NOT_ODOO', 'What answers there does not say which Odoo it is')
    return version
  }

  async function meet(options: CallOptions): Promise<Met> {
    if (met) return met
    const version = await found(options)
    met = { version, transport: version >= 19 ? json2(wire, access) : jsonRpc(wire, access) }
    return met
  }

  return {
    async call(model, method, body, shape, options) {
      const { transport } = await meet(options)
      try {
        const execute = () => transport.execute(model, method, body, options)
        return understood(await inTurn(options.urgency, options.signal, execute), shape)
      } catch (failure) {
        if (failure instanceof Failure && STRANGE.has(failure.code)) met = undefined
        throw failure
      }
    },
    version: async (options) => (await meet(options)).version,
    userId: async (options) => (await meet(options)).transport.userId(options),
    alive: async (options) => void (await found(options)),
    close: () => wire.close(),
  }
}

function understood<Answer>(answer: unknown, shape: z.ZodType<Answer>): Answer {
  const read = shape.safeParse(answer)
  if (read.success) return read.data
  throw failureFrom({ kind: 'half-an-answer', cause: read.error })
}
