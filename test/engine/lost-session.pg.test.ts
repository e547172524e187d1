import { expect, it } from 'vitest'
import { databaseOf } from '#engine'
import { Unavailable } from '#kernel/failure'
import { testDatabase } from '../support/database.ts'

it('a database that dies in the middle of a transaction costs that transaction, not the process', async () => {
  await using database = await testDatabase()
  const statement = (text: string) => ({ name: text, text })
  const work = databaseOf(database.pool).transaction(async (sql) => {
    const [mine] = await sql.all<{ pid: number }>(statement('select pg_backend_pid() as pid'), [])
    await database.pool.query('select pg_terminate_backend($1, 5000)', [mine!.pid])
    // Nothing is asked of the session when it hears that it is over.
    await new Promise((resolve) => setImmediate(resolve))
    await sql.all(statement('select 1'), [])
  })
  await expect(work).rejects.toBeInstanceOf(Unavailable)
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
