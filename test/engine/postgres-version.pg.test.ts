import { expect, inject, it } from 'vitest'
import { testDatabase } from '../support/database.ts'

it('what these tests tell is told by the PostgreSQL that is named', async () => {
  await using database = await testDatabase()
  const { rows } = await database.pool.query("select current_setting('server_version') as version")
  expect(rows[0].version.split('.')[0]).toBe(inject('postgresVersion'))
})
