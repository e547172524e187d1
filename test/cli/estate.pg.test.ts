import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Millwright, millwright } from '../support/command.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { startHubProcess } from '../support/hub-process.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-estate-'))
let database: TestDatabase
let run: Millwright

const writes = (policy: string): void =>
  writeFileSync(
    path.join(folder, 'estate.yaml'),
    `plants: [{ id: A, name: Plant A, policy: ${policy} }]
systems: [{ id: mes, kind: mes, title: MES, plants: [A], fieldTable: mes-a }]
ownership: [{ plant: A, group: production-order.actuals, owner: mes }]
`,
  )

beforeAll(async () => {
  cpSync('demo/estate/field-tables', path.join(folder, 'field-tables'), { recursive: true })
  writes('{ fourEyes: yes }')
  database = await testDatabase()
  run = millwright({ DATABASE_URL: database.url, MILLWRIGHT_ESTATE: folder })
  const hub = await startHubProcess({ databaseUrl: database.url, folder })
  await hub.stop()
})
afterAll(async () => {
  await database?.[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const approve = (version: number) =>
  database.pool.query(
    "update rules_version set state = 'approved', answered_by = 'bert', answered_at = now(), effective_from = now() where version = $1",
    [version],
  )

describe('the rules in the folder of the estate', () => {
  it('fill an empty database; what is written there later is a difference, then a proposal', async () => {
    expect(await run(['estate', 'diff'])).toMatchObject({ code: 0, out: 'The folder says what version 1 says.' })

    writes('{ overCompletion: { flagAbove: 0, refuseAbove: 0.10 } }')
    const differs = await run(['estate', 'diff', '--json'])
    expect(differs.code).toBe(1)
    expect(JSON.parse(differs.out)).toEqual({
      version: 1,
      differences: [{ part: 'policy', plant: 'A', what: 'overCompletion.refuseAbove', before: '0.05', after: '0.10' }],
    })

    const pushed = await run(['estate', 'push', '--reason', 'as agreed', '--json'])
    expect(JSON.parse(pushed.out)).toEqual({ version: 2, state: 'proposed', effectiveFrom: null })
    expect((await run(['estate', 'diff'])).code).toBe(1)
    await approve(2)
    expect((await run(['estate', 'diff'])).code).toBe(0)
  })

  it('are written back whole: what is pulled is what holds, field tables and all', async () => {
    writes('{ fourEyes: yes }')
    const table = path.join(folder, 'field-tables/mes-a.yaml')
    writeFileSync(table, readFileSync(table, 'utf8').replace('MES of plant A', 'Another'))
    writeFileSync(path.join(folder, 'rules.yaml'), '')
    const pulled = await run(['estate', 'pull'])
    expect(
      pulled.out
        .trim()
        .split('\n')
        .map((file) => path.relative(folder, file)),
    ).toEqual(['rules.yaml', 'field-tables/mes-a.yaml'])
    expect(readFileSync(path.join(folder, 'rules.yaml'), 'utf8')).toContain('refuseAbove: "0.10"')
    expect(await run(['estate', 'diff'])).toMatchObject({ code: 0, out: 'The folder says what version 2 says.' })
  })

  it('SEC-28: go to another hub signed, and are refused there when altered or signed by somebody unknown', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const [key, out] = [path.join(folder, 'release.pem'), path.join(folder, 'bundle.json')]
    writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    writeFileSync(path.join(folder, 'release.pub'), publicKey.export({ type: 'spki', format: 'pem' }))
    expect(await run(['estate', 'bundle', '--key', key, '--out', out])).toMatchObject({ code: 0 })

    const stranger = await run(['estate', 'apply', out])
    expect(stranger).toMatchObject({ code: 1, said: expect.stringContaining('takes bundles from nobody') })
    const estate = path.join(folder, 'estate.yaml')
    writeFileSync(estate, `${readFileSync(estate, 'utf8')}signers: [{ name: release, key: { file: release.pub } }]\n`)
    expect(await run(['estate', 'apply', out])).toMatchObject({
      code: 1,
      said: expect.stringContaining('says already'),
    })
    const bundle = readFileSync(out, 'utf8')
    writeFileSync(out, bundle.replace('"0.10"', '"0.90"'))
    expect(await run(['estate', 'apply', out])).toMatchObject({ code: 1, said: expect.stringContaining('altered') })

    const { signature: _, bundle: __, ...other } = JSON.parse(bundle)
    const { bundleText } = await import('../../src/governance/rules/bundle.ts')
    other.rules.policies.A.overCompletion.refuseAbove = '0.2'
    writeFileSync(out, bundleText(other, privateKey))
    const applied = await run(['estate', 'apply', out, '--json'])
    expect(JSON.parse(applied.out)).toEqual({ version: 3, state: 'proposed', signer: 'release' })
    const { rows } = await database.pool.query(
      "select action from audit where action like 'rules.bundle%' order by audit_id",
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'rules.bundled',
      'rules.bundle-refused',
      'rules.bundle-refused',
      'rules.bundle-refused',
      'rules.bundle-applied',
    ])
  })

  it('that name what nobody has are refused with a sentence', async () => {
    writeFileSync(path.join(folder, 'rules.yaml'), 'flows: [{ plant: A, flow: nothing, mode: off }]')
    const refused = await run(['estate', 'push', '--reason', 'a mistake'])
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.said).toContain('There is no flow nothing.')
  })
})
