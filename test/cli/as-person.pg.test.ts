import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { days, later } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { AssetTold } from '#model/asset'
import { apiGround } from '../support/api-ground.ts'
import { password } from '../support/api.ts'
import { aMessage, anOrder } from '../support/builders.ts'
import { type Millwright, millwright } from '../support/command.ts'
import { ledgerDouble } from '../support/ledger-double.ts'
import { eventually } from '../support/eventually.ts'

const { database, ledger, engine, api } = await apiGround(ledgerDouble(anOrder({ id: 'odoo.1' })), { replays: true })
let run: Millwright
let booked: string

beforeAll(async () => {
  await api.person('eva', { role: 'supervisor', plant: 'A' })
  const url = await api.app.listen({ port: 0 })
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'millwright-person-')), 'password')
  writeFileSync(file, `${password}\n`)
  run = millwright({ MILLWRIGHT_URL: url, MILLWRIGHT_LOGIN: 'eva', MILLWRIGHT_PASSWORD_FILE: file })
  const receipt = (order: string) => aMessage('output.received', { order, quantity: { value: '5', uom: 'H87' } })
  const [done, ...stopped] = [receipt('odoo.1'), receipt('odoo.2'), receipt('odoo.2')]
  booked = done!.messageId
  await engine.receive([done!, ...stopped])
  await eventually(async () => {
    const { rows } = await database.pool.query(
      "select (select count(*)::int from exception) as open, (select count(*)::int from intent where state = 'confirmed') as booked",
    )
    expect(rows).toEqual([{ open: 2, booked: 1 }])
  })
})

/**
 * Waits until the hub has judged and booked all it was given. The books are asked and not the command line, for each
 * command signs in, and whoever signs in sixty times a minute is refused.
 */
const settled = () =>
  eventually(async () => {
    const { rows } = await database.pool.query(
      `select type, progress as state from open_message join message using (message_id)
         where progress not in ('stopped', 'waiting') and type not like 'hub.reminder%'
         union all select operation, state from intent where state in ('planned', 'sent', 'in-doubt')
         union all select reason, state from replay where state not in ('done', 'stopped')`,
    )
    expect(rows).toEqual([])
  })

describe('in a person’s name, on the command line', () => {
  it('DOM-02: assets are told by a file, listed with where they stand, and a place is unmapped', async () => {
    const assets = path.join(mkdtempSync(path.join(os.tmpdir(), 'millwright-assets-')), 'assets.jsonl')
    writeFileSync(
      assets,
      '{"asset":"MOTOR","name":"Motor","parent":"PRESS"}\n{"asset":"PRESS","name":"Press","equipment":"CELL-1"}\n',
    )
    expect(await run(['assets', 'import', assets, '--plant', 'A'])).toMatchObject({
      out: 'Kept: 2 of plant A.',
      said: 'CELL-1 is no work centre of the ERP yet: map it.',
    })
    expect((await run(['assets'])).out).toMatch(/MOTOR +Motor +C +PRESS +CELL-1 +not mapped/)
    const nowhere = await run(['assets', 'map', 'CELL-1', 'odoo.wc.1', '--plant', 'A', '--reason', 'a test'])
    expect(nowhere).toMatchObject({ code: 1, said: expect.stringContaining('has no work centre odoo.wc.1') })
    expect((await run(['assets', 'map', 'CELL-1', '--plant', 'A', '--reason', 'a test'])).out).toBe(
      'CELL-1 is no work centre.',
    )
    writeFileSync(`${assets}.bad`, '{"asset":"PUMP","name":""}\n')
    expect(await run(['assets', 'import', `${assets}.bad`, '--plant', 'A'])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/not as its schema says\.\n +\/assets\/0\/name: /),
    })
    expect((await run(['assets', 'import', assets.replace('jsonl', 'json'), '--plant', 'A'])).code).not.toBe(0)
  })

  it('WF-07: a meter is read, a plan by it is kept and ended, and what is due is told with why no time for it is known', async () => {
    await api.parts.assets.keep([AssetTold.parse({ asset: 'SAW', name: 'Saw' })], { plant: 'A', by: 'eva' })
    const said = ['--plant', 'A', '--reason', 'a test']
    const read = (value: string, at: string) =>
      run(['assets', 'read', 'SAW', 'hours', value, '--unit', 'HUR', '--at', at, ...said])
    const ago = (count: number) => later(systemClock.now(), -days(count))
    const read100 = await read('100', ago(10))
    expect(read100).toMatchObject({ code: 0, out: 'hours of Saw shows 100 h.' })
    await settled()
    expect((await run(['assets', 'meters'])).out).toMatch(/SAW +hours +100 h/)
    expect((await read('260', ago(0))).code).toBe(0)
    await settled()
    expect((await run(['assets', 'meters'])).out).toMatch(/160 h +16 h/)
    expect(await read('99', ago(0))).toMatchObject({ code: 1, said: expect.stringContaining('began anew') })

    const every = ['--meter', 'hours', '--amount', '200', '--unit', 'HUR']
    const plan = ['upkeep', 'plan', 'PM-BELT', 'SAW', '--title', 'New belt', '--hours', '2', '--done-at', ago(10)]
    expect((await run([...plan, ...every, ...said])).out).toMatch(/PM-BELT +SAW +New belt +200 h of hours +2 .* 40 h/)
    expect((await run(['upkeep', 'due', '--plant', 'A'])).out).toContain('Nobody has said which work centre SAW is')
    const proposed = await run(['upkeep', 'propose', 'PM-BELT', '--plant', 'A'])
    expect(proposed).toMatchObject({ code: 1, said: expect.stringContaining('Say when it is to begin') })
    const ended = await run(['upkeep', 'drop', 'PM-BELT', ...said])
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('No maintenance plan is known') })
  })

  it('EXC-06 EXC-07: what stopped is foretold, judged again, followed, and compared', async () => {
    ledger.orders.set('odoo.2', anOrder({ id: 'odoo.2' }))
    const shown = await run(['replay', 'preview', '--plant', 'A', '--code', 'UNKNOWN_ORDER'])
    expect(shown).toMatchObject({ code: 0, out: expect.stringMatching(/2 +accepted/) })
    expect(shown.said).toContain('booked would be 2 × production-ledger.receiveOutput; of 0 nobody can say')

    const started = await run([
      'replay',
      'start',
      '--plant',
      'A',
      '--reason',
      'the order is there now',
      '--rate',
      '6000',
    ])
    expect(started.code, started.said).toBe(0)
    await settled()
    const one = JSON.parse((await run(['replay', 'show', started.out, '--json'])).out)
    expect(one).toMatchObject({ state: 'done', items: 2, asPredicted: 2, otherwise: 0 })
    expect((await run(['replay', 'show', started.out])).out).toMatch(/accepted +2 +2/)
    expect((await run(['replay', 'list'])).out).toContain('the order is there now')
    expect(await run(['replay', 'stop', started.out, '--reason', 'too late'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('it has been settled'),
    })
  })

  it('EXC-10: what was booked is taken back after a look', async () => {
    expect(await run(['undo', booked])).toMatchObject({
      code: 0,
      out: 'The receipt of 5 pcs for WH/MO/00042 is taken back.',
    })
    expect(await run(['undo', booked, '--reason', 'counted twice'])).toMatchObject({
      code: 0,
      said: 'It is being taken back.',
    })
    await settled()
    expect(ledger.booked.at(-1)).toMatchObject({ operation: 'reverseOutput', actor: 'eva' })
    expect((await run(['undo', booked])).out).toContain('taken back already')
    expect((await run(['undo', booked, '--reason', 'once more'])).code).toBe(1)
  })

  it.each([
    ['nobody', { MILLWRIGHT_LOGIN: '' }, 3, 'Say whose name it is done in'],
    ['somebody else', { MILLWRIGHT_LOGIN: 'nobody' }, 1, 'Login or password is wrong'],
    ['no hub', { MILLWRIGHT_URL: 'http://127.0.0.1:9' }, 3, 'No hub answers at'],
    ['no password', { MILLWRIGHT_PASSWORD_FILE: '' }, 3, 'Nobody is there to type the password'],
  ])('with %s says so', async (_what, env, code, sentence) => {
    expect(await run(['replay', 'list'], { env })).toMatchObject({ code, said: expect.stringContaining(sentence) })
  })
})
