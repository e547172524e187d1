import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { groundForTests } from '../../../test/support/ground.ts'
import { isAlive, isGone } from '../processes.ts'
import { onConnection } from './connect.ts'
import { assertDurable } from './durable.ts'
import { type LocalPostgres, startPostgres } from './start.ts'

const ask = (server: LocalPostgres, sql: string) =>
  onConnection(server, 'postgres', async (client) => (await client.query(sql)).rows as Record<string, unknown>[])
const check = (server: LocalPostgres) => assertDurable(async (sql) => ({ rows: await ask(server, sql) }))

describe('the PostgreSQL of this machine', () => {
  let ground: ReturnType<typeof groundForTests>
  const servers: LocalPostgres[] = []
  const start = async (durable = true) => {
    const server = await startPostgres({ folders: ground, name: 'test', durable })
    servers.push(server)
    return server
  }
  beforeEach(() => {
    ground = groundForTests()
  })
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()))
    ground[Symbol.dispose]()
  })

  it('starts durable, closed to all but its password, and stops', async () => {
    const server = await start()
    await check(server)
    expect(await ask(server, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
    expect(await ask(server, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    await expect(ask({ ...server, password: 'millwright' }, 'select 1')).rejects.toThrow(
      /password authentication failed/,
    )
    expect(statSync(path.join(server.folder, 'password')).mode & 0o777).toBe(0o600)
    await server.stop()
    expect(isAlive(server.pid)).toBe(false)
  })

  it('is not taken for durable when it is not, whoever switched it off', async () => {
    const careless = await start(false)
    await expect(check(careless)).rejects.toThrow(/could lose accepted events \(fsync is off/)
    await careless.stop()
    const durable = await start()
    await ask(durable, 'alter role millwright set synchronous_commit = off')
    await expect(check(durable)).rejects.toThrow(/synchronous_commit is off/)
  })

  it('keeps what was committed through a kill -9, on the same port', async () => {
    const before = await start()
    await ask(before, 'create table kept as select 42 as answer')
    await before.kill9()
    const after = await start()
    expect(after.port).toBe(before.port)
    expect(await ask(after, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  it('is set up anew when its setting up was interrupted', async () => {
    const half = path.join(ground.data, 'postgres-test/cluster.new')
    mkdirSync(half, { recursive: true })
    writeFileSync(path.join(half, 'PG_VERSION'), '18\n')
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is not set up anew where a restore was cut off before its last step', async () => {
    mkdirSync(path.join(ground.data, 'postgres-test/cluster.restored'), { recursive: true })
    await expect(start()).rejects.toThrow(/run "millwright restore" again/)
  })

  it('says who runs it already', async () => {
    await start()
    await expect(start()).rejects.toThrow(`is already run by process ${process.pid}`)
  })

  it('goes down with the process that started it, and comes up again', async () => {
    const script = path.join(import.meta.dirname, '../../../test/support/start-and-wait.ts')
    const parent = spawn(process.execPath, [script, JSON.stringify(ground)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [pid] = (await new Promise<Buffer>((resolve) => parent.stdout.once('data', resolve))).toString().split('\n')
    process.kill(parent.pid ?? 0, 'SIGKILL')
    if (process.platform === 'linux') expect(await isGone(Number(pid), 10_000)).toBe(true)
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is stopped first when an earlier run left it behind', async () => {
    const earlier = await start()
    const command = readFileSync(`/proc/${earlier.pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
    await earlier.stop()
    const orphan = spawn(command[0] ?? '', command.slice(1), {
      detached: true,
      stdio: 'ignore',
      cwd: earlier.folder,
      ...(ground.service && { uid: ground.service.uid, gid: ground.service.gid }),
    })
    const pidFile = path.join(earlier.folder, 'cluster/postmaster.pid')
    while (!tryToRead(pidFile).includes('ready')) execFileSync('sleep', ['0.05'])
    await start()
    expect(isAlive(orphan.pid ?? 0)).toBe(false)
  })
})

function tryToRead(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
