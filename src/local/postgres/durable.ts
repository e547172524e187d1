import { Trouble } from '../trouble.ts'

export type Query = (sql: string) => Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>

/** What each setting must be for an acknowledged event to survive a power cut. */
const required: Readonly<Record<string, readonly string[]>> = {
  fsync: ['on'],
  synchronous_commit: ['on', 'remote_apply'],
  full_page_writes: ['on'],
  data_checksums: ['on'],
}

/** Reads the settings back from the running server; what was asked of it at its start proves nothing. */
export async function assertDurable(query: Query): Promise<void> {
  const names = Object.keys(required)
  const { rows } = await query(
    `select name, setting from pg_settings where name in (${names.map((name) => `'${name}'`).join(', ')})`,
  )
  const found = new Map(rows.map(({ name, setting }) => [String(name), String(setting)]))
  const wrong = names.filter((name) => !required[name]?.includes(found.get(name) ?? ''))
  if (wrong.length === 0) return
  const list = wrong.map((name) => `${name} is ${found.get(name) ?? 'unknown'}`).join(', ')
  const cure = wrong.includes('data_checksums')
    ? 'set the others on, and enable checksums with pg_checksums while the server is stopped'
    : 'set them on in the server, the database and the role'
  throw new Trouble('failed', `PostgreSQL could lose accepted events (${list}); ${cure}, then start again.`)
}
