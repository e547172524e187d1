import { appendFileSync, readdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseOf } from '#engine'
import { writeAudit } from '#governance/audit'
import { checkpointFolder } from '#governance/sealing/checkpoint-folder'
import { sealer } from '#governance/sealing/seal'
import { verifyAudit } from '#governance/sealing/verify'
import type { Database } from '#kernel/sql'
import { systemClock } from '#kernel/world'
import { anArchive, anAuditEntry, sealUntil } from '../support/audit.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const now = () => systemClock.now()
let test: TestDatabase
let database: Database
beforeEach(async () => {
  test = await testDatabase()
  database = databaseOf(test.pool)
})
afterEach(() => test[Symbol.asyncDispose]())

const write = (count = 1) =>
  database.transaction((sql) =>
    writeAudit(
      sql,
      'hub',
      Array.from({ length: count }, () => anAuditEntry()),
    ),
  )
const sealed = async () => {
  const { rows } = await test.pool.query('select count(position) as n from audit')
  return rows[0].n as number
}

describe('the sealer', () => {
  it('keeps the order of transactions and leaves no gap, whoever commits late and however many seal', async () => {
    const archive = anArchive()
    let writing = true
    const sealers = [archive, { ...anArchive(), folder: archive.folder }].map(async (hand) => {
      const turn = sealer({ database, home: 'hub', now, ...hand, most: 13 })
      while (writing || (await sealed()) < 126) {
        await turn()
        await pause(5)
      }
    })
    const writer = async (n: number) => {
      for (let round = 0; round < 8; round++)
        await database
          .transaction(async (sql) => {
            await writeAudit(sql, 'hub', [anAuditEntry(), anAuditEntry()])
            await pause(n === 0 && round === 0 ? 1500 : Math.random() * 60)
            await writeAudit(sql, 'hub', [anAuditEntry()])
            if (round === 3) throw new Error('changed my mind')
          })
          .catch((error: Error) => expect(error.message).toContain('changed my mind'))
    }
    await Promise.all(Array.from({ length: 6 }, (_, n) => writer(n)))
    writing = false
    await Promise.all(sealers)

    const { rows } = await test.pool.query('select position from audit order by written_by, audit_id')
    expect(rows.map((row) => row.position)).toEqual(Array.from({ length: 6 * 7 * 3 }, (_, n) => n + 1))
    expect(await verifyAudit({ database, folder: archive.folder })).toMatchObject({ intact: true, unsealed: 0 })
  })

  it('waits for a transaction that still runs, and shows what waits', async () => {
    const archive = anArchive()
    const turn = sealer({ database, home: 'hub', now, ...archive })
    await write()
    await sealUntil(turn, 1)
    const slow = await test.pool.connect()
    await slow.query('begin')
    await slow.query('select pg_current_xact_id()')
    await write()
    expect(await turn()).toBe(0)
    expect(await verifyAudit({ database, folder: archive.folder })).toMatchObject({
      intact: true,
      sealed: 1,
      unsealed: 1,
    })
    await slow.query('commit')
    slow.release()
    await sealUntil(turn, 1)
  })

  it('seals what came from another database, whose transactions this one has not reached', async () => {
    const archive = anArchive()
    await write()
    await test.pool.query('alter table audit disable trigger user')
    await test.pool.query("update audit set written_by = '18446744073709551000'")
    await sealUntil(sealer({ database, home: 'hub', now, ...archive }), 1)
  })

  it('goes on where another process stopped, with its checkpoint brought to the folder', async () => {
    const archive = anArchive()
    const dead = { ...archive.folder, keep: () => Promise.reject(new Error('killed')) }
    await write(3)
    await expect(sealUntil(sealer({ database, home: 'hub', now, ...archive, folder: dead }), 3)).rejects.toThrow(
      'killed',
    )
    expect(await archive.folder.latest()).toBeUndefined()
    await write(2)
    await sealUntil(sealer({ database, home: 'hub', now, ...archive }), 2)
    expect(await archive.folder.latest()).toMatchObject({ size: 5 })
    expect(await verifyAudit({ database, folder: archive.folder })).toMatchObject({ intact: true, sealed: 5 })
  })

  it('brings a checkpoint to the folder as soon as the folder takes it, though nothing new is to be sealed', async () => {
    const archive = anArchive()
    let isFull = true
    const keep: typeof archive.folder.keep = (note, at) =>
      isFull ? Promise.reject(new Error('the disk is full')) : archive.folder.keep(note, at)
    const turn = sealer({ database, home: 'hub', now, ...archive, folder: { ...archive.folder, keep } })
    await write(3)
    await expect(sealUntil(turn, 3)).rejects.toThrow('full')
    await expect(turn()).rejects.toThrow('full')
    isFull = false
    expect(await turn()).toBe(0)
    expect(await archive.folder.latest()).toMatchObject({ size: 3 })
  })

  it('does not go on over a tail that was cut, and says so', async () => {
    const archive = anArchive()
    for (const _ of [1, 2]) {
      await write(2)
      await sealUntil(sealer({ database, home: 'hub', now, ...archive }), 2)
    }
    await test.pool.query('alter table audit disable trigger user')
    await test.pool.query('delete from audit where position > 2')
    await test.pool.query('delete from audit_checkpoint where size > 2')
    await write(4)
    await expect(sealer({ database, home: 'hub', now, ...archive })()).rejects.toThrow(
      /checkpoint over 4 rows.*sealed 2/,
    )
    expect(await sealed()).toBe(2)

    // A backup was restored on purpose: with the folder moved aside it goes on, without a restart.
    const turn = sealer({ database, home: 'hub', now, ...archive })
    await expect(turn()).rejects.toThrow('not sealed any further')
    renameSync(archive.path, `${archive.path}.aside`)
    await sealUntil(turn, 4)
    expect(await verifyAudit({ database, folder: archive.folder })).toMatchObject({ intact: true, sealed: 6 })
  })

  it('reads over half a checkpoint that a power cut left behind', async () => {
    const archive = anArchive()
    const turn = sealer({ database, home: 'hub', now, ...archive })
    await write()
    await sealUntil(turn, 1)
    const [day] = readdirSync(archive.path).filter((file) => file.endsWith('.checkpoints'))
    appendFileSync(path.join(archive.path, day!), '\nmillwright/hub/0011\n7\n')
    await write()
    await sealUntil(turn, 1)
    expect(await checkpointFolder(archive.path).latest()).toMatchObject({ size: 2 })
    expect(await verifyAudit({ database, folder: archive.folder })).toMatchObject({ intact: true, sealed: 2 })
  })

  it('reads back what it wrote, whatever characters it was', async () => {
    const archive = anArchive()
    const strange = 'half \ud83d NUL \0 end \u2028 𝄞 "quoted" \\'
    const entry = anAuditEntry({
      subject: strange,
      actor: strange,
      reason: strange,
      after: { [strange]: strange, __proto__: 1 },
    })
    await database.transaction((sql) => writeAudit(sql, 'hub', [entry]))
    await sealUntil(sealer({ database, home: 'hub', now, ...archive }), 1)
    expect(await verifyAudit({ database, folder: archive.folder })).toMatchObject({ intact: true, sealed: 1 })
  })
})

it('an audit row can be neither changed nor deleted by a slip', async () => {
  await write()
  await expect(test.pool.query("update audit set actor = 'x'")).rejects.toThrow('written once')
  await expect(test.pool.query('delete from audit')).rejects.toThrow('written once')
})
