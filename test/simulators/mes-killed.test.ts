import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { minutes } from '#kernel/time'
import { mes as connector } from '../../src/connectors/mes/index.ts'
import type { TruthView } from '../../simulators/mes/truth.ts'
import { hubDouble } from '../support/hub-double.ts'
import { fold } from './fold.ts'
import { aRelease } from './orders.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'millwright-mes-'))
const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})
const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const file = (name: string, text = '') => {
  const where = path.join(folder, name)
  if (text) writeFileSync(where, text, { mode: 0o600 })
  return where
}

interface Running {
  readonly child: ChildProcess
  readonly webhooks: string
  readonly control: string
}

async function start(hub: string): Promise<Running> {
  const args = {
    hub,
    'key-file': file('key', 'mwk_test\n'),
    'secret-file': file('secret', `${secret}\n`),
    journal: file('journal'),
    seed: '5',
    speed: '20000',
  }
  const child = spawn(
    process.execPath,
    ['simulators/mes/main.ts', ...Object.entries(args).flatMap(([name, value]) => [`--${name}`, value])],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  children.add(child)
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  return { child, ...(JSON.parse(String(line)) as { webhooks: string; control: string }) }
}

async function kill({ child }: Running): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const limit = AbortSignal.timeout(100_000)
  while (!(await what())) await pause(5, undefined, { signal: limit })
}

describe('a simulated MES in a process of its own', () => {
  it('goes on where it was when it is killed: nothing is lost, nothing is told twice in other words', async () => {
    await using hub = await hubDouble()
    let mes = await start(hub.url)
    const orders = Array.from({ length: 6 }, (_, at) => aRelease({ order: `odoo.${at}` }))
    for (const order of orders) {
      const connected = connector.connect(
        connector.settings.parse({ url: mes.webhooks, secrets: [secret], plant: 'A' }),
      )
      const key = `release-${order.order}`
      const effect = {
        key,
        port: 'shop-floor',
        operation: 'release',
        body: order,
        message: 'm',
        correlation: 'c',
        occurredAt: '2026-11-16T06:00:00.000Z',
      }
      const call = { signal: AbortSignal.timeout(minutes(1)), urgency: 'bulk' as const }
      expect((await connected.provides[0]!.perform([effect], call))[0]).toMatchObject({ known: false })
      connected.close()
    }
    for (const many of [3, 20, 45]) {
      await until(() => hub.events.size >= many)
      await kill(mes)
      mes = await start(hub.url)
    }
    const ask = async (where: string): Promise<unknown> => (await fetch(`${mes.control}${where}`)).json()
    await until(async () => {
      const { orders: all } = (await ask('/truth')) as TruthView
      const { pending } = (await ask('/state')) as { pending: number }
      return pending === 0 && Object.values(all).every(({ state }) => state === 'closed')
    })
    const truth = (await ask('/truth')) as TruthView
    mes.child.kill('SIGTERM')
    const [code] = (await once(mes.child, 'exit')) as [number]

    expect(code).toBe(0)
    expect(Object.keys(truth.orders)).toHaveLength(6)
    const booked = fold([...hub.events.values()].filter(({ id }) => !id.includes('-X')))
    for (const [id, { received, issued }] of Object.entries(truth.orders)) {
      expect(booked[`${id} received`]).toEqual(received)
      for (const [item, amount] of Object.entries(issued)) expect(booked[`${id} issued ${item}`]).toEqual(amount)
    }
    expect(hub.conflicts).toEqual([])
    expect(hub.refused).toEqual([])
  })
})
