import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { promisify } from 'node:util'
import { Unavailable } from '#kernel/failure'

/** Where this hub may send notices, as its estate says. */
export interface Outbound {
  readonly hosts: readonly string[]
  readonly networks: readonly string[]
}

/** Who may be called, judged by name before and by address while a connection is made. */
export interface Guard {
  /** Throws for a name that is not allowed. */
  admit(host: string): void
  /** An address of an allowed name that may be called. What was judged is what is connected to: no name is asked twice. */
  address(host: string): Promise<string>
  /** The same as `address`, in the form sockets ask for. */
  readonly lookup: LookupFunction
}

/** Addresses of this machine, of private networks, of clouds' own services, and of nobody: closed unless opened. */
const inner = blockOf(
  `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
   192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
   ::/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 ff00::/8`.split(
    /\s+/,
  ),
)

function blockOf(networks: readonly string[]): BlockList {
  const block = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    block.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return block
}

const nameOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[|\]$/g, '')
const forbidden = (sentence: string) => new Unavailable('NOT_ALLOWED', sentence)

export function guardOf({ hosts, networks }: Outbound): Guard {
  const allowed = new Set(hosts.map(nameOf))
  const opened = blockOf(networks)
  const isOpen = (address: string): boolean => {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    return !inner.check(address, family) || opened.check(address, family)
  }
  const admit = (host: string): void => {
    if (!allowed.has(nameOf(host)))
      throw forbidden(`The hub may not call ${host}; name it in the estate under outbound, hosts.`)
  }
  async function address(host: string): Promise<string> {
    admit(host)
    const found = isIP(nameOf(host)) ? [{ address: nameOf(host) }] : await allOf(host)
    // One forbidden address among them is enough: whoever answers for the name does not mean it well, or is mistaken.
    const wrong = found.find((one) => !isOpen(one.address))
    if (wrong)
      throw forbidden(
        `${host} lies at ${wrong.address}, inside a private network; open that in the estate under outbound, networks.`,
      )
    return found[0]!.address
  }
  return {
    admit,
    address,
    lookup: (host, { all }, done) => {
      address(host).then(
        (given) => {
          const family = isIP(given)
          if (all) done(null, [{ address: given, family }])
          else done(null, given, family)
        },
        (error) => done(error as NodeJS.ErrnoException, '', 0),
      )
    },
  }
}

const resolved = promisify(resolve)

async function allOf(host: string): Promise<readonly { readonly address: string }[]> {
  try {
    return await resolved(host, { all: true })
  } catch (cause) {
    throw new Unavailable('UNREACHABLE', `No address of ${host} is known`, { cause })
  }
}
