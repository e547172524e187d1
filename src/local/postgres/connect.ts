import pg from 'pg'

export interface Address {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
}

export const urlOf = ({ host, port, user, password }: Address, database: string): string =>
  `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}`

/** Does something on a connection of its own. */
export async function onConnection<T>(
  address: Address,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...address, database, connectionTimeoutMillis: 5000 })
  client.on('error', () => {}) // a server that goes away fails the running query; there is nobody else to tell
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes the database when it is not there yet. */
export async function ensureDatabase(address: Address, database: string): Promise<void> {
  await onConnection(address, 'postgres', async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`)
  })
}

/** Makes the role, or gives it this password. */
export async function ensureRole(address: Address, role: string, password: string, rights: string): Promise<void> {
  await onConnection(address, 'postgres', async (client) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    const verb = rowCount === 0 ? 'create' : 'alter'
    const [name, secret] = [client.escapeIdentifier(role), client.escapeLiteral(password)]
    await client.query(`${verb} role ${name} login ${rights} password ${secret}`)
  })
}
