import { z } from 'zod'
import type { SystemKey } from '#governance/keys'
import { replayGuard } from '#kernel/webhooks'
import { Receipts } from '../contract.ts'
import { keyOf, notOfDevice } from '../door/key.ts'
import { limitsOf } from '../door/limits.ts'
import { keepQuiet } from '../door/quiet.ts'
import { takeAll } from '../door/take.ts'
import type { ApiParts } from '../parts.ts'
import { Trouble } from '../problems.ts'
import type { Declared, Route } from '../routes/route.ts'
import { bytesOf, recordIn, takeBytes } from './body.ts'
import { judgeRecord } from './judge-record.ts'
import { Params } from './params.ts'
import { signatureTrouble, speakerOf } from './speaker.ts'

const declared: Declared = {
  name: 'sendRecord',
  method: 'POST',
  path: '/api/v1/wire/{table}',
  access: 'key',
  summary: 'Takes a record in a system’s own words; its field table makes events of it, all or none',
  params: Params,
  bodies: { 'application/json': z.unknown().describe('One record, as the system writes it') },
  answer: Receipts,
  status: 202,
  refuses: [400, 403, 404, 409, 413, 415, 422, 429],
}

/** The door for systems that speak in their own words. */
export const wireDoor: Route = {
  ...declared,
  register: (app, parts) =>
    void app.register(async (door) => {
      keepQuiet(door, parts.log)
      takeBytes(door)
      const isNew = replayGuard()
      door.post('/api/v1/wire/:table', { config: limitsOf(parts.doorLimit) }, async (request, reply) => {
        const key = notOfDevice(await keyOf(request, parts))
        const speaker = speakerOf(Params.parse(request.params).table, key, parts.wire)
        const bytes = bytesOf(request)
        const now = parts.now()
        const forged = signatureTrouble(speaker, request, bytes, now, isNew)
        if (forged) throw await refused(forged, key, parts)

        const verdict = judgeRecord({ record: recordIn(bytes), bytes }, speaker, key, { ids: parts.ids, now })
        if (verdict.kind === 'refused') {
          const { status, code, sentence, errors } = verdict.refusal
          throw await refused(new Trouble(status, code, 'The record is not taken', sentence, { errors }), key, parts)
        }
        const receipts = verdict.kind === 'ignored' ? [] : await takeAll(verdict.verdicts, key, parts)
        const [first] = receipts.filter(({ status }) => status === 'refused')
        if (first)
          throw new Trouble(422, first.code!, 'The record is not taken', first.sentence!, { errors: first.errors })
        void reply.code(receipts.some(({ status }) => status === 'conflict') ? 409 : 202)
        return { receipts }
      })
    }),
}

/** A refusal leaves an audit row and nothing else. */
async function refused(trouble: Trouble, key: SystemKey, { ids, now, audit, count }: ApiParts): Promise<Trouble> {
  const { code, errors = [] } = trouble.problem
  count('refused', 'unknown', key.plant, 1)
  await audit([
    {
      auditId: ids(),
      plant: key.plant,
      at: now(),
      actor: `${key.system} (${key.keyId})`,
      action: 'record.refused',
      subject: 'record',
      after: { code, errors },
    },
  ])
  return trouble
}
