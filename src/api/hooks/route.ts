import { z } from 'zod'
import { seconds } from '#kernel/time'
import type { HookRefusal } from '#model/ports/maintenance-books'
import { keepQuiet } from '../door/quiet.ts'
import { Trouble } from '../problems.ts'
import type { Declared, Route } from '../routes/route.ts'
import { takeBytes } from '../wire/body.ts'

const Params = z.object({ system: z.string().max(32).describe('Name of the system in the estate') })

const declared: Declared = {
  name: 'sendHook',
  method: 'POST',
  path: '/api/v1/hooks/{system}',
  access: 'public',
  summary: 'Takes a webhook of a CMMS, signed in its own way, as a hint at what to ask it for',
  params: Params,
  bodies: { 'application/json': z.unknown().describe('As the system writes it') },
  answer: z.object({ taken: z.boolean().describe('Whether it is of something that the hub follows') }),
  status: 202,
  refuses: [401, 409, 413, 422, 429],
}

const sentences: Record<HookRefusal, readonly [status: number, sentence: string]> = {
  SIGNATURE_MISSING: [401, 'Webhooks are signed: sign it with the secret that the estate of the hub names.'],
  SIGNATURE_INVALID: [401, 'The signature does not fit these bytes, or no such system sends webhooks here.'],
  TIMESTAMP_TOO_OLD: [401, 'It is about something of more than five minutes ago; the hub finds that by itself.'],
  TIMESTAMP_TOO_NEW: [401, 'It is about something in the future. Set the clock of the sender.'],
  REPLAYED: [409, 'This delivery came before.'],
  SCHEMA_INVALID: [422, 'It does not say what it is about.'],
}

/** Whoever knows the secret may hint; nothing that is said here is taken for a fact, so nothing is written down. */
export const hooksDoor: Route = {
  ...declared,
  register: (app, parts) =>
    void app.register(async (door) => {
      keepQuiet(door, parts.log)
      takeBytes(door)
      door.post(
        '/api/v1/hooks/:system',
        { config: { rateLimit: { max: 3000, timeWindow: seconds(10) } } },
        async (request, reply) => {
          const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
          const verdict = parts.hooked(Params.parse(request.params).system, request.headers, body) ?? unknown
          if (verdict.kind === 'refused') {
            const [status, sentence] = sentences[verdict.code]
            throw new Trouble(status, verdict.code, 'The webhook is not taken', sentence)
          }
          void reply.code(202)
          return { taken: verdict.kind === 'hint' }
        },
      )
    }),
}

/** Who has no secret learns nothing about which systems there are. */
const unknown = { kind: 'refused', code: 'SIGNATURE_INVALID' } as const
