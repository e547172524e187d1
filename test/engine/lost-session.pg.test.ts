import { expect, it } from 'vitest'
import { databaseOf, openPool } from '#engine'
import { Unavailable } from '#kernel/failure'
import { linkTo } from '../chaos/link.ts'
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

it('a line to the database that falls silent is given up, in a transaction and out of one, and others are made', async () => {
  await using database = await testDatabase()
  const at = new URL(database.url)
  await using link = await linkTo({ host: at.hostname, port: Number(at.port) })
  at.host = `${link.host}:${link.port}`
  const pool = openPool({ url: at.href, connections: 3, name: 'millwright-test', patience: 500 })
  const one = { name: 'one', text: 'select 1 as one' }
  const inTransaction = databaseOf(pool).transaction(async (sql) => {
    await sql.all(one, [])
    link.fallSilent()
    return sql.all(one, [])
  })
  await expect(inTransaction).rejects.toBeInstanceOf(Unavailable)
  expect(await databaseOf(pool).all(one, [])).toEqual([{ one: 1 }])
  link.fallSilent()
  await expect(databaseOf(pool).all(one, [])).rejects.toBeInstanceOf(Unavailable)
  expect(await databaseOf(pool).all(one, [])).toEqual([{ one: 1 }])

  // An idle session whose line is silent hears no goodbye, and is ended all the same.
  const session = await pool.connect()
  const { stream } = (session as unknown as { connection: { stream: { destroyed: boolean } } }).connection
  session.release()
  link.fallSilent()
  await pool.end()
  await expect.poll(() => stream.destroyed).toBe(true)
})
