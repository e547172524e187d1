import { z } from 'zod'
import { RecordPreview } from '../contract.ts'
import { admit } from '../routes/register.ts'
import type { Declared, Route } from '../routes/route.ts'
import { bytesOf, recordIn, takeBytes } from './body.ts'
import { Params } from './params.ts'
import { previewOf } from './preview-of.ts'
import { speakerFor, visible } from './tables.ts'

const declared: Declared = {
  name: 'previewRecord',
  method: 'POST',
  path: '/api/v1/wire/{table}/preview',
  access: ['field-tables.read'],
  summary: 'Shows what a field table makes of a record, row by row; nothing is kept',
  params: Params,
  bodies: { 'application/json': z.unknown().describe('One record, as the system writes it') },
  answer: RecordPreview,
  refuses: [400, 404, 413, 415],
}

/** The same bytes as at the door, so that a number is shown with the digits it would have there. */
export const previewRoute: Route = {
  ...declared,
  register: (app, parts) =>
    void app.register(async (door) => {
      takeBytes(door)
      door.post('/api/v1/wire/:table/preview', async (request): Promise<RecordPreview> => {
        const person = (await admit(request, declared, parts)).person!
        const own = visible({ ...parts, grants: person.grants }, parts.wire)
        const { id: system, plants, table } = speakerFor(own, Params.parse(request.params).table)
        return previewOf(table, recordIn(bytesOf(request)), { plant: plants[0]!, system })
      })
    }),
}
