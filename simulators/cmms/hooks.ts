import { BlockList } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from '../chance.ts'
import type { Dialect, Endpoint, Hook } from './dialect.ts'
import type { Faults } from './faults.ts'

const TRIES = 3

const lan = new BlockList()
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  lan.addSubnet(network, bits)

/** Whether an address lies where a guard against forged requests lets nobody call. */
export function isInside(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || (/^[\d.]+$/.test(hostname) && lan.check(hostname))
}

export interface Sending {
  readonly dialect: Dialect
  readonly faults: Readonly<Faults>
  readonly endpoints: readonly Endpoint[]
  readonly chance: Chance
  /** By the clock of the CMMS. */
  readonly now: () => number
}

/** Sends webhooks beside the transaction that they tell of: whether it commits, and whether anybody takes them, is no matter. */
export function outbox({ dialect, faults, endpoints, chance, now }: Sending) {
  const underWay = new Set<Promise<unknown>>()
  let waiting: readonly Hook[] = []

  function send(hooks: readonly Hook[]): void {
    const due = faults.reorder ? [...waiting].reverse() : [...waiting, ...hooks]
    waiting = faults.reorder ? hooks : []
    if (faults.dropWebhooks) return
    for (const hook of due)
      for (const endpoint of endpoints.filter(({ event }) => event === hook.event))
        for (let copy = 0; copy < (faults.dupDelivery ? 2 : 1); copy++) start(hook, endpoint)
  }

  function start(hook: Hook, endpoint: Endpoint): void {
    const sending = deliver(hook, endpoint).finally(() => underWay.delete(sending))
    underWay.add(sending)
  }

  async function deliver(hook: Hook, { url, secret }: Endpoint): Promise<void> {
    const text = JSON.stringify(hook.body)
    for (let tries = faults.noRetry ? 1 : TRIES; tries > 0; tries--) {
      const headers = dialect.sign(hook, text, secret, now(), idFrom(chance))
      const taken = await fetch(url, {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/json', ...headers },
        signal: AbortSignal.timeout(10_000),
      }).then(
        (answer) => answer.ok,
        () => false,
      )
      if (taken) return
      await pause(50)
    }
  }

  return {
    send,
    /** What was held back to come late goes out. */
    flush: () => {
      const due = waiting
      waiting = []
      for (const hook of due.toReversed())
        for (const endpoint of endpoints.filter(({ event }) => event === hook.event)) start(hook, endpoint)
    },
    ended: () => Promise.allSettled(underWay),
  }
}

/** A UUID of the seed's making, so that a run can be lived again. */
function idFrom(chance: Chance): string {
  const hex = Array.from({ length: 32 }, () => chance.between(0, 15).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
