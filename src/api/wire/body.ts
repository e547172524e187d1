import type { FastifyInstance, FastifyRequest } from 'fastify'
import { parseExactJson } from '#kernel/exact-json'
import { isRecord } from '#model/field-table/record'
import { readable, readJson } from '../door/read-json.ts'
import { Trouble } from '../problems.ts'

const BYTES = 256 * 1024

/** The bytes as they come, whatever they are said to be: they are signed, hashed and kept like that. */
export function takeBytes(door: FastifyInstance): void {
  door.removeAllContentTypeParsers()
  door.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BYTES }, (_request, body, done) => done(null, body))
}

export function bytesOf({ headers, body }: FastifyRequest): Buffer {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  if (/^application\/([\w.-]+\+)?json$/i.test(type.trim())) return (body as Buffer | undefined) ?? Buffer.alloc(0)
  throw new Trouble(415, 'SCHEMA_INVALID', 'Unknown content type', 'Send a record as application/json.')
}

/** One record; a number is the text it was written in. */
export function recordIn(bytes: Uint8Array): unknown {
  const record = readable(readJson(bytes, parseExactJson), 'record')
  if (isRecord(record)) return record
  throw new Trouble(422, 'SCHEMA_INVALID', 'Not a record', 'A record is a JSON object; send several one by one.', {
    errors: [{ pointer: '', code: 'SCHEMA_INVALID', detail: 'not a JSON object' }],
  })
}
