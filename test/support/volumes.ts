import type pg from 'pg'

/** Binds a journal that is still empty into volumes that end at these moments. */
export async function inVolumes(pool: pg.Pool, ends: readonly string[]): Promise<void> {
  await pool.query('delete from journal_volume')
  for (const kind of ['message', 'run']) {
    await pool.query(`drop table ${kind}_first`)
    for (const end of ends) await pool.query('select begin_volume($1, $2)', [kind, end])
  }
}
