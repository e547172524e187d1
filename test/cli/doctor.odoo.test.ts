import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { deployment, odooClient } from '../../src/connectors/odoo/index.ts'
import { type Millwright, millwright } from '../support/command.ts'
import { type TestOdoo, testOdoo } from '../support/odoo.ts'
import { since } from '../support/since.ts'

let odoo: TestOdoo
let run: Millwright
const admin = () => ({ ODOO_ADMIN_KEY: odoo.administrator.apiKey })

beforeAll(async () => {
  odoo = await testOdoo()
  const { url, database, apiKey } = odoo.integration
  run = millwright({ ODOO_URL: url, ODOO_DB: database, ODOO_API_KEY: apiKey })
})
afterAll(() => odoo?.[Symbol.asyncDispose]())

const aboutOdoo = async (env: object = {}) => {
  const { out } = await run(['doctor', '--json'], { env })
  const symptoms = JSON.parse(out) as { about: string; state: string; sentence: string }[]
  return symptoms.filter(({ about }) => about === 'odoo')
}

describe('doctor', () => {
  it('tells version, user and apps, and that nothing is missing', async () => {
    const seen = await aboutOdoo(admin())
    expect(seen.filter(({ state }) => state === 'wrong')).toEqual([])
    expect(seen[0]?.sentence).toMatch(
      new RegExp(`^Odoo ${inject('odooVersion')}\\..* answers at .*as millwright\\)$`, 'i'),
    )
    expect(seen[1]?.sentence).toMatch(/installed apps: .*mrp/)
  })

  it('takes the procedures out and puts them back, each shown with its hash and agreed to first', async () => {
    const no = await run(['doctor', '--undeploy'], { env: admin(), answers: ['no'] })
    expect(no).toMatchObject({ code: 1, said: expect.stringContaining('Nothing was changed.') })
    expect((await run(['doctor', '--undeploy'], { env: admin(), answers: ['yes'] })).code).toBe(0)
    expect((await aboutOdoo()).some(({ state }) => state === 'wrong')).toBe(true)

    // The key is asked for when it is not at hand; nothing of it is said.
    const back = await run(['doctor', '--deploy'], { answers: [odoo.administrator.apiKey, 'yes'] })
    expect(back).toMatchObject({ code: 0, out: expect.stringContaining('has the hub’s procedures') })
    expect(back.said).toMatch(/missing +procedure effects {2}sha256 [0-9a-f]{64}/)
    expect(back.said).not.toContain(odoo.administrator.apiKey)
    expect((await aboutOdoo()).filter(({ state }) => state === 'wrong')).toEqual([])
  })

  it('sees a procedure that was changed in Odoo', async () => {
    const client = odooClient(odoo.administrator)
    try {
      const domain = [['name', '=like', 'Millwright: effects %']]
      const { z } = await import('zod')
      const ids = await client.call('ir.actions.server', 'search', { domain }, z.array(z.int()), {})
      await client.call('ir.actions.server', 'write', { ids, vals: { code: '# gone' } }, z.unknown(), {})
      expect((await aboutOdoo()).map(({ sentence }) => sentence)).toContain('procedure effects was changed in Odoo')
      const plan = await deployment(client).plan()
      expect(plan.find(({ name }) => name === 'effects')?.state).toBe('changed')
      expect((await run(['doctor', '--deploy', '--yes'], { env: admin() })).code).toBe(0)
      expect((await aboutOdoo()).filter(({ state }) => state === 'wrong')).toEqual([])
    } finally {
      client.close()
    }
  })

  it('changes nothing when nobody is there to agree', async () => {
    const outcome = await run(['doctor', '--undeploy'], { env: admin() })
    expect(outcome).toMatchObject({ code: 3, said: expect.stringContaining('say --yes if you have read the above') })
  })

  it('with a wrong key says so', async () => {
    const seen = await aboutOdoo({ ODOO_API_KEY: 'wrong' })
    expect(seen.some(({ state, sentence }) => state === 'wrong' && /API key/.test(sentence))).toBe(true)
  })

  it('M15: says what another Odoo would change for the hub', async () => {
    await using other = await testOdoo()
    const { url, database, apiKey } = other.integration
    const against = () =>
      run(['doctor', '--against', url, '--database', database, '--json'], { env: { ODOO_AGAINST_KEY: apiKey } })
    const alike = await against()
    expect(alike.code, alike.out).toBe(0)
    expect(alike.out).toContain('nothing that the live flows use is missing or changed there')
    expect(alike.out).toContain('the procedure inspect looked for the')

    // There, somebody takes the rights of manufacturing from the hub's user.
    const admin = odooClient(other.administrator)
    const { z } = await import('zod')
    const read = (model: string, domain: unknown[]) => admin.call(model, 'search', { domain }, z.array(z.int()), {})
    const [user] = await read('res.users', [['login', '=', other.login]])
    const groups = await read('ir.model.data', [
      ['module', '=', 'mrp'],
      ['name', '=', 'group_mrp_user'],
    ])
    const named = z.array(z.looseObject({ res_id: z.int() }))
    const [{ res_id: group } = { res_id: 0 }] = await admin.call(
      'ir.model.data',
      'read',
      { ids: groups, fields: ['res_id'] },
      named,
      {},
    )
    const field = since(inject('odooVersion'), { 14: 'groups_id', 19: 'group_ids' })
    await admin.call('res.users', 'write', { ids: [user], vals: { [field]: [[3, group, 0]] } }, z.unknown(), {})
    // And the procedures are gone: nothing there can look for what is private to it any more.
    await deployment(admin).undeploy()
    admin.close()
    const poorer = await against()
    expect(poorer.code).toBe(1)
    expect(poorer.out).toContain('mrp.production')
    expect(poorer.out).toContain(`known by a record of Odoo ${inject('odooVersion')}.`)
  })
})
