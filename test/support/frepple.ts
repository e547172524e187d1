import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, type FreppleFaults } from '../../simulators/frepple/frepple.ts'
import { frepple } from '../../src/connectors/frepple/index.ts'

export interface FreppleBucket {
  readonly calendar: string
  readonly startdate: string
  readonly enddate: string
  readonly value: string
  readonly source: string
}

export interface FreppleOrder {
  readonly reference: string
  readonly status: string
  readonly startdate: string
  readonly resources: readonly { readonly resource: string }[]
}

/** A simulated frePPLe in a process of its own, and the connector that speaks with it. */
export async function freppleProcess(settings: object = {}) {
  const child = spawn(process.execPath, ['simulators/frepple/main.ts'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { url } = JSON.parse(String(line)) as { url: string }
  const connected = frepple.connect(frepple.settings.parse({ url, ...access, ...settings }))
  async function ask<Answer>(path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${url}/__${path}`, body ? { method: 'POST', body: JSON.stringify(body) } : {})
    if (!answer.ok) throw new Error(`the simulated frePPLe says ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  return {
    url,
    keeper: connected.provides[0]!,
    probe: connected.probe,
    has: async (...resources: readonly { name: string; available?: string }[]) =>
      void (await ask('resources', resources)),
    today: async (stamp: string) => void (await ask('today', stamp as never)),
    faults: async (wished: Partial<FreppleFaults>) => void (await ask('faults', wished)),
    journal: () =>
      ask<{
        readonly buckets: readonly FreppleBucket[]
        readonly changes: readonly string[]
        readonly orders: readonly FreppleOrder[]
      }>('journal'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
