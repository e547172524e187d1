import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bundleKeyFrom, bundleText, openBundle, signerFrom } from '#governance/rules/bundle'
import { type TestApi, testApi, type TestPerson } from '../../../test/support/api.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { BundlePreview, RulesBundle, RulesVersionView } from './contract.ts'

const pairOf = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const pem = {
    secret: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    open: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
  return { key: bundleKeyFrom(pem.secret), signer: signerFrom('release', pem.open) }
}
const release = pairOf()

let database: TestDatabase
let api: TestApi
let anna: TestPerson
let local: TestPerson

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.[Symbol.asyncDispose]())

/** A hub with a key to sign with or without, which takes what `release` has signed. */
async function aHub({ signs }: { readonly signs: boolean }) {
  await api?.[Symbol.asyncDispose]()
  await database.pool.query('truncate rules_version, person, role_grant, session, invitation cascade')
  const bundles = { key: signs ? release.key : undefined, signers: [release.signer] }
  api = await testApi(database, { receive: async () => [], wake: () => {} }, { bundles })
  anna = await api.person('anna', { role: 'supervisor', plant: '*' })
  local = await api.person('local', { role: 'supervisor', plant: 'A' })
}
beforeEach(() => aHub({ signs: true }))
afterAll(() => api?.[Symbol.asyncDispose]())

const audited = async () =>
  (
    await database.pool.query(
      "select action, actor, subject, reason from audit where action like 'rules.bundle%' order by audit_id desc limit 1",
    )
  ).rows[0]
const versions = async () => (await database.pool.query('select version from rules_version')).rows.length

/** What another hub would sign, with another tolerance for plant A. */
function fromElsewhere(refuseAbove: string, { key } = release): string {
  const { rules } = api.parts.rules.live.now()
  const policies = {
    ...rules.policies,
    A: { ...rules.policies['A']!, overCompletion: { flagAbove: '0', refuseAbove } },
  }
  const made = { home: 'test', version: 7, madeAt: '2026-11-22T06:00:00.000Z', madeBy: 'ines' }
  return bundleText({ ...made, rules: { ...rules, policies } }, key)
}

describe('SEC-09: rules go from hub to hub as signed files, by the console and the API', () => {
  it('what holds is given away signed by the hub, and that it was is written down', async () => {
    const answer = await anna.post('/api/v1/rules/bundle', undefined)
    expect(answer.statusCode, answer.body).toBe(200)
    const { name, text } = answer.json() as RulesBundle
    expect(name).toBe('rules-hub-1.json')
    expect(openBundle(text, [release.signer])).toMatchObject({
      home: 'hub',
      version: 1,
      madeBy: 'anna',
      signer: 'release',
      rules: api.parts.rules.live.now().rules,
    })
    expect(await audited()).toMatchObject({ action: 'rules.bundled', actor: 'anna', subject: 'rules 1' })
  })

  it('without a key the hub says what to do, and signs nothing', async () => {
    await aHub({ signs: false })
    const before = await audited()
    const answer = await anna.post('/api/v1/rules/bundle', undefined)
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'BUNDLE_KEY_MISSING'])
    expect(answer.json().detail).toContain('bundleKey')
    expect(await audited()).toEqual(before)
  })

  it('what another hub signed is shown with what it changes, and taken as a proposal', async () => {
    const text = fromElsewhere('0.1')
    const preview = (await anna.post('/api/v1/rules/bundle/preview', { text })).json() as BundlePreview
    const changes = { part: 'policy', plant: 'A', what: 'overCompletion.refuseAbove', before: '0.05', after: '0.1' }
    expect(preview).toMatchObject({
      origin: 'Version 7 of test, put together by ines, signed by release',
      basedOn: 1,
      needsSecondPerson: true,
      differences: [changes],
    })
    expect(await versions()).toBe(1)

    const taken = (await anna.post('/api/v1/rules/bundle/apply', { text, basedOn: 1 })).json() as RulesVersionView
    expect(taken).toMatchObject({
      state: 'proposed',
      proposedBy: 'anna',
      reason: preview.origin,
      differences: [changes],
    })
    expect(api.parts.rules.live.now().version).toBe(1)
    expect(await audited()).toMatchObject({
      action: 'rules.bundle-applied',
      actor: 'anna',
      subject: `rules ${taken.version}`,
      reason: preview.origin,
    })
  })

  it.each<readonly [string, () => string, number, string]>([
    ['altered on the way', () => fromElsewhere('0.1').replace('"0.1"', '"0.9"'), 422, 'BUNDLE_NOT_SIGNED'],
    ['signed by a stranger', () => fromElsewhere('0.1', pairOf()), 422, 'BUNDLE_NOT_SIGNED'],
    ['no bundle at all', () => 'rules', 422, 'BUNDLE_WRONG'],
    ['what holds here already', () => fromElsewhere('0.05'), 409, 'NOTHING_CHANGED'],
  ])('%s is refused, changes nothing and leaves a row of the audit trail', async (_, text, status, code) => {
    const answer = await anna.post('/api/v1/rules/bundle/apply', { text: text(), basedOn: 1 })
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(await versions()).toBe(1)
    expect(await audited()).toMatchObject({ action: 'rules.bundle-refused', actor: 'anna' })
  })

  it('whoever speaks for some plants only can make none and take none', async () => {
    const text = fromElsewhere('0.1')
    for (const [path, body] of [
      ['', undefined],
      ['/preview', { text }],
      ['/apply', { text, basedOn: 1 }],
    ] as const)
      expect((await local.post(`/api/v1/rules/bundle${path}`, body)).json()).toMatchObject({ code: 'NOT_AUTHORISED' })
    const seen = async (person: TestPerson) => (await person.get('/api/v1/rules')).json().bundles
    expect(await seen(local)).toEqual({ signs: true, signers: ['release'], may: [] })
    expect(await seen(anna)).toEqual({ signs: true, signers: ['release'], may: ['make', 'take'] })
    expect(await versions()).toBe(1)
  })
})
