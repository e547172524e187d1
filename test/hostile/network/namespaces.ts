import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { type Callable, debianTool, without } from '../../support/debian-tools.ts'

/** Why no network of its own can be made here; undefined where it can. */
export const withoutNamespaces: string | undefined =
  process.platform !== 'linux'
    ? 'networks of their own are Linux’s'
    : process.getuid?.() !== 0
      ? 'only root may make networks'
      : (without('ip') ?? without('nft') ?? refusedBy())

/** A container may forbid even root to make one. */
function refusedBy(): string | undefined {
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'this machine lets nobody make a network'
  }
}

/** Where the hub must not send anything, whoever names it: places inside, clouds' own services, and nobody's. */
const forbidden4 =
  '0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16, 224.0.0.0/3'
const forbidden6 = '::/96, ::ffff:0:0/96, ::ffff:0:0:0/96, 64:ff9b::/96, 2002::/16, fc00::/7, fe80::/10'

const rules = `table inet counted {
  counter inside {}
  counter opened {}
  chain output {
    type filter hook output priority 0;
    ip daddr 10.1.0.0/16 counter name opened accept
    ip daddr { ${forbidden4} } counter name inside
    # Neighbours are asked for by the machine itself; nobody is called by that.
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, mld2-listener-report } accept
    ip6 daddr { ${forbidden6} } counter name inside
    oif lo counter name inside
  }
}`

export const OUTSIDE = '93.184.215.14'

/** A hub's place in the network, and all the rest of the world at the other end of its line. */
export interface Network extends AsyncDisposable {
  /** How a program is started on either side. */
  on(side: 'hub' | 'world', ...command: readonly string[]): readonly [string, ...string[]]
  readonly env: NodeJS.ProcessEnv
  /** Packets that left the hub's side since the last time: for places inside, and for the one network that may be opened. */
  packets(): { readonly inside: number; readonly opened: number }
}

export async function network(): Promise<Network> {
  const [ip, nft] = await Promise.all([debianTool('ip'), debianTool('nft')])
  const spaces = { hub: `mw-hub-${process.pid}`, world: `mw-world-${process.pid}` }
  const run = ({ command, env }: Callable, ...args: readonly string[]) =>
    execFileSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const on: Network['on'] = (side, ...command) => [ip.command, 'netns', 'exec', spaces[side], ...command]
  const inside = (side: 'hub' | 'world', tool: Callable, ...args: readonly string[]) => {
    const [command, ...all] = on(side, tool.command, ...args)
    return run({ command, env: { ...ip.env, ...tool.env } }, ...all)
  }

  await using stack = new AsyncDisposableStack()
  for (const space of Object.values(spaces)) {
    run(ip, 'netns', 'add', space)
    stack.defer(() => void run(ip, 'netns', 'del', space))
  }
  // What of it is looked up is asked of the world; `ip netns exec` puts this in the place of the machine's own.
  const folder = `/etc/netns/${spaces.hub}`
  mkdirSync(folder, { recursive: true })
  stack.defer(() => rmSync(folder, { recursive: true }))
  writeFileSync(`${folder}/resolv.conf`, `nameserver ${OUTSIDE}\noptions timeout:1 attempts:1\n`)

  run(ip, 'link', 'add', 'line', 'netns', spaces.hub, 'type', 'veth', 'peer', 'name', 'line', 'netns', spaces.world)
  for (const [side, own] of [
    ['hub', '2'],
    ['world', '14'],
  ] as const) {
    inside(side, ip, 'link', 'set', 'lo', 'up')
    inside(side, ip, 'addr', 'add', `93.184.215.${own}/24`, 'dev', 'line')
    inside(side, ip, 'addr', 'add', `2606:2800:220:1::${own}/64`, 'dev', 'line', 'nodad')
    inside(side, ip, 'link', 'set', 'line', 'up')
  }
  // Everything has a way, so that whatever is called is a packet.
  inside('hub', ip, 'route', 'add', 'default', 'via', OUTSIDE)
  inside('hub', ip, '-6', 'route', 'add', 'default', 'via', '2606:2800:220:1::14')
  inside('hub', nft, rules)

  const running = stack.move()
  return {
    on,
    env: ip.env,
    packets() {
      const told = JSON.parse(inside('hub', nft, '-j', 'reset', 'counters')) as {
        nftables: readonly { counter?: { name: string; packets: number } }[]
      }
      const of = (name: string) => told.nftables.find(({ counter }) => counter?.name === name)?.counter?.packets ?? NaN
      return { inside: of('inside'), opened: of('opened') }
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
