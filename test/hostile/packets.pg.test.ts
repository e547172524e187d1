import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import type { Call } from './network/calls.ts'
import { network, OUTSIDE, withoutNamespaces } from './network/namespaces.ts'
import { hosts, wholes } from './network/payloads.ts'

const reason = withoutNamespaces ? ` (not run: ${withoutNamespaces})` : ''
const guarded = ['webhook', 'chat', 'mail'] as const
const at = (via: Call['via'], host: string): Call => ({
  via,
  address: via === 'mail' ? host.replace(/^\[|\]$/g, '') : `http://${host}:8080/`,
})
const everywhere = (...named: readonly string[]) => guarded.flatMap((via) => named.map((host) => at(via, host)))

/** A proxy that the environment names is a way around every judgement of addresses: it is not asked. */
const proxy = 'http://10.9.9.9:3128'
const proxies = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy, http_proxy: proxy, NODE_USE_ENV_PROXY: '1' }

/** Of these names a lookup may well be told the good address, and then it is called. */
const sometimesGood = /rebinding|turning/

/** No database: the suffix stands for what it costs, and for a process of its own. */
describe.skipIf(withoutNamespaces)(`S4 A05: packets that leave the hub, counted by the kernel${reason}`, () => {
  it(`none goes inside, however ${hosts.length + wholes.length} addresses are written, in every place where one can be named`, async () => {
    expect(hosts.length + wholes.length).toBeGreaterThan(150)
    await using stack = new AsyncDisposableStack()
    const net = stack.use(await network())
    const start = (side: 'hub' | 'world', file: string, env: NodeJS.ProcessEnv = {}): ChildProcess => {
      const [command, ...args] = net.on(side, process.execPath, '--no-warnings', `test/hostile/network/${file}`)
      const child = spawn(command, args, { env: { ...net.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] })
      stack.defer(async () => {
        child.kill()
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      })
      return child
    }
    await once(start('world', 'world.ts').stdout!, 'data')
    const hub = start('hub', 'calls.ts', proxies)
    const lines = createInterface(hub.stdout!)
    async function outcomesOf(calls: readonly Call[]): Promise<readonly string[]> {
      hub.stdin!.write(`${JSON.stringify(calls)}\n`)
      const [line] = (await once(lines, 'line')) as [string]
      return JSON.parse(line) as readonly string[]
    }

    // That packets are counted at all, and that good ones get through.
    await outcomesOf([{ via: 'nobody', address: '169.254.169.254' }])
    expect(net.packets().inside).toBeGreaterThan(0)
    expect(await outcomesOf((['webhook', 'chat', 'mes'] as const).map((via) => at(via, 'good.test')))).toEqual([
      'done',
      'done',
      'done',
    ])
    expect(net.packets()).toEqual({ inside: 0, opened: 0 })

    const calls = [
      ...everywhere(...hosts),
      ...guarded.flatMap((via) => wholes.map((address): Call => ({ via, address }))),
      // Whom the estate names as an Odoo or an MES may lie inside; but they send nobody on.
      ...(['odoo', 'mes'] as const).map((via): Call => ({ via, address: 'http://good.test:8080/away' })),
    ]
    const outcomes = await outcomesOf(calls)
    const reached = calls.filter(({ address }, nth) => outcomes[nth] === 'done' && !sometimesGood.test(address))
    expect([net.packets(), reached]).toEqual([{ inside: 0, opened: 0 }, []])

    // A private network is open to whom the estate opens it, and nothing beside it.
    const opening = (all: readonly Call[]) => all.map((call) => ({ ...call, networks: ['10.1.0.0/16'] }))
    await outcomesOf(opening(everywhere('10.1.2.3')))
    const opened = net.packets()
    expect([opened.inside, opened.opened > 0]).toEqual([0, true])
    await outcomesOf(opening(everywhere('10.2.2.3', '127.0.0.1', '169.254.169.254', OUTSIDE)))
    expect(net.packets()).toEqual({ inside: 0, opened: 0 })
  }, 120_000)
})
