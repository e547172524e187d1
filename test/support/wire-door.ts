import { beforeEach } from 'vitest'
import type { FieldTable } from '#model/field-table/table'
import { apiGround } from './api-ground.ts'
import { anOrder } from './builders.ts'
import { ledgerDouble } from './ledger-double.ts'
import { mended, mesA, speaker, withFieldTables } from './wire.ts'

const counted = ['message', 'seen', 'wire_record']

/** The door for systems that speak in their own words, with a system that does, one of another plant, and one that signs. */
export async function wireDoorGround() {
  const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
  /** What the estate says; replaced when somebody mends a table and the hub reads its estate again. */
  const tables: FieldTable[] = [mesA]
  const wire = [
    speaker(),
    speaker({ id: 'mes-b', plants: ['B'], table: mended(() => ({ table: 'mes-b' })) }),
    speaker({ id: 'signer', table: mended(() => ({ table: 'signed' })), secrets: [secret] }),
  ]
  const mend = (table: FieldTable): void => {
    tables[0] = table
    wire[0] = speaker({ table })
  }
  beforeEach(() => mend(mesA))
  const { database, engine, api } = await apiGround(ledgerDouble(anOrder({ id: 'odoo.1' })), {
    hub: (usual) => withFieldTables(tables, usual),
    parts: { wire },
  })
  const key = await api.key()
  return {
    ...{ database, engine, api, key, secret, wire, mend },
    steward: await api.person('steward', { role: 'integration', plant: 'A' }),
    /** How many there are of what a record may leave behind. */
    everything: async (): Promise<Record<string, number>> => {
      const { rows } = await database.pool.query(
        `select ${counted.map((name) => `(select count(*)::int from ${name}) as "${name}"`).join(', ')},
          (select coalesce(sum(duplicates), 0)::int from seen) as duplicates`,
      )
      return rows[0]
    },
    say: (record: unknown, over: { table?: string; key?: string; headers?: object } = {}) =>
      api.app.inject({
        method: 'POST',
        url: `/api/v1/wire/${over.table ?? 'mes-a'}`,
        payload: typeof record === 'string' || Buffer.isBuffer(record) ? record : JSON.stringify(record),
        headers: { authorization: `Bearer ${over.key ?? key}`, 'content-type': 'application/json', ...over.headers },
      }),
  }
}
