import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { workflow } from './workflow.ts'

const database = new URL(process.env['DATABASE_URL']!)
const access = {
  host: database.hostname,
  port: Number(database.port),
  database: database.pathname.slice(1),
  user: decodeURIComponent(database.username),
  password: decodeURIComponent(database.password),
}
const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-n8n-'))
const port = await freePort()
const program = path.join(import.meta.dirname, 'node_modules/n8n/bin/n8n')
const env = {
  ...process.env,
  ...{ DB_TYPE: 'postgresdb', DB_POSTGRESDB_SCHEMA: 'n8n', DB_POSTGRESDB_POOL_SIZE: '16' },
  DB_POSTGRESDB_HOST: access.host,
  DB_POSTGRESDB_PORT: String(access.port),
  DB_POSTGRESDB_DATABASE: access.database,
  DB_POSTGRESDB_USER: access.user,
  DB_POSTGRESDB_PASSWORD: access.password,
  ...{ N8N_USER_FOLDER: folder, N8N_PORT: String(port), N8N_LISTEN_ADDRESS: '127.0.0.1', N8N_ENCRYPTION_KEY: 'bench' },
  ...{ N8N_DIAGNOSTICS_ENABLED: 'false', N8N_VERSION_NOTIFICATIONS_ENABLED: 'false', N8N_LOG_LEVEL: 'error' },
  ...{ N8N_TEMPLATES_ENABLED: 'false', N8N_PERSONALIZATION_ENABLED: 'false', EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' },
}

const client = new pg.Client({ connectionString: database.href })
await client.connect()
await client.query('create schema if not exists n8n')
await client.query(
  'create table event (number bigint generated always as identity primary key, key text not null, event json not null)',
)

const file = (name: string, content: unknown): string => {
  const at = path.join(folder, name)
  writeFileSync(at, JSON.stringify(content))
  return at
}
const credentials = [{ id: 'postgres', name: 'postgres', type: 'postgres', data: { ...access, ssl: 'disable' } }]
await command('import:credentials', `--input=${file('credentials.json', credentials)}`)
await command('import:workflow', `--input=${file('workflow.json', [workflow])}`)
await command('publish:workflow', `--id=${workflow.id}`)
const server = spawn(process.execPath, [program, 'start'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
process.on('SIGTERM', () => {
  server.kill('SIGKILL')
  process.exit()
})

const url = `http://127.0.0.1:${port}`
const first = JSON.stringify({ id: 'first', data: { order: 'first' } })
const isOpen = () =>
  fetch(`${url}/webhook/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: first }).then(
    ({ status }) => status === 202,
    () => false,
  )
while (!(await isOpen())) await pause(500)
await client.query('delete from event')
await client.end()
console.log(JSON.stringify({ url, path: '/webhook/events' }))

async function command(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number]
  if (code !== 0) throw new Error(`n8n ${args[0]} ended with ${code}`)
}

async function freePort(): Promise<number> {
  const probe = net.createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port: free } = probe.address() as net.AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return free
}
