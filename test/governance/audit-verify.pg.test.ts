import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseOf } from '#engine'
import { contentHash, writeAudit } from '#governance/audit'
import type { Finding } from '#governance/sealing/findings'
import { verifyAudit } from '#governance/sealing/verify'
import { sealer } from '#governance/sealing/seal'
import { systemClock } from '#kernel/world'
import { anArchive, anAuditEntry, onOneSession, sealUntil } from '../support/audit.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const ROWS = 60
const now = () => systemClock.now()
const archive = anArchive()
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  const all = databaseOf(database.pool)
  const turn = sealer({ database: all, home: 'hub', now, ...archive, most: 7 })
  for (let written = 0; written < ROWS; written += 10) {
    const entries = Array.from({ length: 10 }, () => anAuditEntry())
    await all.transaction((sql) => writeAudit(sql, 'hub', entries))
    await sealUntil(turn, 10)
  }
})
afterAll(() => database?.[Symbol.asyncDispose]())

/** Does something to the evidence as somebody who owns the database can, asks what is found, and takes it back. */
async function findingsAfter(tamper: (session: pg.PoolClient) => Promise<unknown>): Promise<readonly Finding[]> {
  const session = await database.pool.connect()
  try {
    await session.query('begin')
    await session.query('set local session_replication_role = replica')
    await tamper(session)
    const { findings, intact } = await verifyAudit({
      database: onOneSession(session),
      folder: archive.folder,
      page: 50,
    })
    expect(intact).toBe(findings.length === 0)
    return findings
  } finally {
    await session.query('rollback')
    session.release()
  }
}

const position = fc.integer({ min: 1, max: ROWS })
const column = fc.constantFrom(
  ["at = at + interval '1 microsecond'", 'at'],
  ["actor = actor || ' '", 'actor'],
  ["action = 'exception.retried'", 'action'],
  ['subject = upper(subject)', 'subject'],
  ['reason = null', 'reason'],
  ["plant = 'B'", 'plant'],
  ['audit_id = gen_random_uuid()', 'audit_id'],
  ['content_hash = md5(content_hash)', 'content_hash'],
  ["home = 'other'", 'home'],
  [`before = '{"state": "open"}'`, 'before'],
  [`after = '{"state":"closed","amount":"12.50"}'`, 'after'],
  [`after = '{"amount":"99","state":"closed","amount":"12.5"}'`, 'after'],
  ['after = null', 'after'],
)

/** What somebody who knows how rows are hashed would write. */
const forge = (at: number) => async (session: pg.PoolClient) => {
  const entry = anAuditEntry({ actor: 'nobody' })
  await session.query('delete from audit where position = $1', [at])
  await writeAudit(onOneSession(session), 'hub', [entry])
  await session.query('update audit set position = $1 where audit_id = $2', [at, entry.auditId])
  expect(contentHash(entry)).toHaveLength(64)
}

const cutTo = (size: number) => async (session: pg.PoolClient) => {
  await session.query('delete from audit where position > $1', [size])
  await session.query('delete from audit_checkpoint where size > $1', [size])
}

describe('audit verify', () => {
  it('finds nothing where nothing was done, and says how much it looked at', async () => {
    const report = await verifyAudit({ database: databaseOf(database.pool), folder: archive.folder })
    expect(report).toMatchObject({ intact: true, sealed: ROWS, unsealed: 0, findings: [] })
    expect(report.checkpoints.inFolder).toBe(report.checkpoints.inDatabase)
    expect(report.checkpoints.inFolder).toBeGreaterThan(ROWS / 10)
  })

  it('finds an edited row, whichever column it is', async () => {
    await fc.assert(
      fc.asyncProperty(position, column, async (at, [change]) => {
        const findings = await findingsAfter((session) =>
          session.query(`update audit set ${change} where position = $1`, [at]),
        )
        expect(findings.length).toBeGreaterThan(0)
      }),
      { numRuns: 200 },
    )
  })

  it('names an edited row by its position', async () => {
    const [finding] = await findingsAfter((session) =>
      session.query("update audit set actor = 'x' where position = 17"),
    )
    expect(finding).toMatchObject({ kind: 'edited', from: 17, to: 17 })
  })

  it('finds a row that was forged together with its hash, and says where', async () => {
    await fc.assert(
      fc.asyncProperty(position, async (at) => {
        const [finding] = await findingsAfter(forge(at))
        expect(finding?.kind).toBe('rewritten')
        expect(finding?.from).toBeLessThanOrEqual(at)
        expect(finding?.to).toBeGreaterThanOrEqual(at)
        expect(finding!.to! - finding!.from!).toBeLessThan(7)
      }),
      { numRuns: 100 },
    )
  })

  it('finds a deleted row, left as a gap or closed up', async () => {
    await fc.assert(
      fc.asyncProperty(position, fc.boolean(), async (at, closed) => {
        const findings = await findingsAfter(async (session) => {
          await session.query('delete from audit where position = $1', [at])
          if (!closed) return
          await session.query('drop index audit_position')
          await session.query('update audit set position = position - 1 where position > $1', [at])
        })
        expect(findings.length).toBeGreaterThan(0)
      }),
      { numRuns: 200 },
    )
  })

  it('finds an inserted row: beside another, between two, before all, after all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -1, max: ROWS + 1 }), fc.boolean(), async (at, shift) => {
        const findings = await findingsAfter(async (session) => {
          const entry = anAuditEntry()
          await session.query('drop index audit_position')
          if (shift) await session.query('update audit set position = position + 1 where position >= $1', [at])
          await writeAudit(onOneSession(session), 'hub', [entry])
          await session.query('update audit set position = $1 where audit_id = $2', [at, entry.auditId])
        })
        expect(findings.length).toBeGreaterThan(0)
      }),
      { numRuns: 200 },
    )
  })

  it('finds two rows that changed places', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(position, { minLength: 2, maxLength: 2 }), async (pair) => {
        const findings = await findingsAfter(async (session) => {
          await session.query('drop index audit_position')
          await session.query('update audit set position = $1::bigint + $2 - position where position in ($1, $2)', pair)
        })
        expect(findings.map(({ kind }) => kind)).toContain('rewritten')
      }),
      { numRuns: 150 },
    )
  })

  it('finds a tail that was cut off together with its checkpoints', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: ROWS - 1 }), async (size) => {
        const findings = await findingsAfter(cutTo(size))
        expect(findings.at(-1)).toMatchObject({ kind: 'cut', from: size + 1, to: ROWS })
      }),
      { numRuns: 100 },
    )
  })

  it('finds a log that was rebuilt: with another key, with the stolen key, under the old name or a new one', async () => {
    const forger = anArchive()
    await fc.assert(
      fc.asyncProperty(position, fc.boolean(), fc.boolean(), async (at, stolen, sameName) => {
        const findings = await findingsAfter(async (session) => {
          const name = await session.query<{ origin: string }>('select origin from audit_checkpoint limit 1')
          await session.query('delete from audit_checkpoint')
          await session.query('update audit set position = null')
          await session.query(
            'delete from audit where audit_id in (select audit_id from audit order by audit_id offset $1 limit 1)',
            [at - 1],
          )
          const seal = stolen ? archive.seal : forger.seal
          const known = sameName
            ? {
                ...seal,
                sign: (c: Parameters<typeof seal.sign>[0]) => seal.sign({ ...c, origin: name.rows[0]!.origin }),
              }
            : seal
          await session.query("update audit set written_by = '0'")
          const rebuild = sealer({
            database: onOneSession(session),
            home: 'hub',
            now,
            folder: anArchive().folder,
            seal: known,
          })
          await sealUntil(rebuild, ROWS - 1)
        })
        expect(findings.length).toBeGreaterThan(0)
      }),
      { numRuns: 50 },
    )
  })
})
