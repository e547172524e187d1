import { expect, it } from 'vitest'
import { migrate } from '#engine'
import type { Symptom } from '../../src/cli/symptom.ts'
import { millwright } from '../support/command.ts'
import { testDatabase } from '../support/database.ts'

const newer = "insert into migration (name, hash, beside_older) values ('9999-of-a-newer-one', 'its hash', $1)"

/** A database as this Millwright leaves it, and then what was done to it. */
async function afterwards(...done: readonly (readonly [sql: string, ...values: unknown[]])[]) {
  await using database = await testDatabase()
  for (const [sql, ...values] of done) await database.pool.query(sql, values)
  const { out } = await millwright({ DATABASE_URL: database.url })(['doctor', '--json'])
  const [symptom] = (JSON.parse(out) as Symptom[]).filter(({ about }) => about === 'schema')
  const started = await migrate(database.pool).catch((refusal: Error) => refusal)
  return { symptom, started }
}

it('a database as this one left it is left as it is', async () => {
  const { symptom, started } = await afterwards()
  expect(symptom?.state).toBe('well')
  expect(started).toMatchObject({ pending: [], newer: [], foreign: [], changed: [] })
})

it('R16: what a newer one changed so that this one has room beside it is told, and keeps nothing from starting', async () => {
  const { symptom, started } = await afterwards([newer, true])
  expect(symptom).toMatchObject({ state: 'advice', sentence: expect.stringContaining('works beside it') })
  expect(started).toMatchObject({ newer: ['9999-of-a-newer-one'], foreign: [] })
})

it('what a newer one changed without room for others keeps this one from starting', async () => {
  const { symptom, started } = await afterwards([newer, false])
  expect(symptom).toMatchObject({ state: 'wrong', sentence: expect.stringContaining('9999-of-a-newer-one') })
  expect(started).toMatchObject({ code: 'DATABASE_NEWER', message: expect.stringContaining('start that version') })
})

it('a step that is not the one shipped keeps this one from starting', async () => {
  const { symptom, started } = await afterwards(["update migration set hash = 'edited' where name like '0001%'"])
  expect(symptom).toMatchObject({ state: 'wrong', sentence: expect.stringContaining('0001-journal-and-lanes') })
  expect(started).toMatchObject({ code: 'MIGRATION_CHANGED' })
})

it('a database of before the way back learns which steps leave room from the next one on', async () => {
  const { symptom, started } = await afterwards(['alter table migration drop column beside_older'])
  expect(symptom?.state).toBe('well')
  expect(started).toMatchObject({ pending: [], foreign: [] })
})
