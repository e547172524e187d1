import net from 'node:net'
import { createInterface } from 'node:readline'
import { chat } from '../../../src/connectors/chat/index.ts'
import { mail } from '../../../src/connectors/mail/index.ts'
import { mes } from '../../../src/connectors/mes/index.ts'
import { odoo } from '../../../src/connectors/odoo/index.ts'
import { guardOf } from '../../../src/connectors/outbound.ts'
import { webhook } from '../../../src/connectors/webhook/index.ts'
import { Failure } from '../../../src/kernel/failure.ts'
import { systemClock } from '../../../src/kernel/world.ts'
import type { Notice, NoticeDesk } from '../../../src/model/notice.ts'

/** One address somewhere in an estate, and what the estate opens besides. */
export interface Call {
  readonly via: 'webhook' | 'chat' | 'mail' | 'odoo' | 'mes' | 'nobody'
  readonly address: string
  readonly networks?: readonly string[]
}

const secrets = [`whsec_${Buffer.alloc(24).toString('base64')}`]
const now = (): string => systemClock.now()
const desk: NoticeDesk = { began: async () => 1, failed: async () => {}, link: async () => 'http://console' }
const signal = AbortSignal.timeout(120_000)
const timeout = 400
const how = { signal, urgency: 'bulk' } as const
const notice: Notice = {
  ...{ notice: '0199f7d2-0000-7000-8000-000000000000', plant: 'A', plantName: 'Plant A', recipient: 'shift', via: 'x' },
  ...{ address: 'a@good.test', subject: 'A test', more: 0, asks: false },
  items: [
    {
      what: 'test',
      cause: 'exception',
      severity: 'warning',
      sentence: 'None.',
      now: 'Nothing.',
      link: 'http://console',
    },
  ],
}
const effect = {
  ...{ key: 'k', operation: 'tell', body: notice, message: 'm', correlation: 'c', occurredAt: now() },
}

/** Whoever writes an estate has named the host too: what the guard says of the address alone is what is asked here. */
const guardFor = ({ address, networks = [] }: Call) => {
  const url = URL.parse(address)
  return guardOf({ hosts: [address, ...(url ? [url.hostname] : [])], networks })
}

async function made(call: Call): Promise<string> {
  const { via, address } = call
  const parts = { guard: guardFor(call), desk }
  switch (via) {
    case 'webhook': {
      const settings = webhook.settings.parse({ url: address, secrets, timeout })
      await webhook.probe(settings, parts).catch(() => {})
      return told(webhook.connect('hooks', settings, parts))
    }
    case 'chat': {
      const settings = chat.settings.parse({ url: address, timeout })
      await chat.probe(settings, parts).catch(() => {})
      return told(chat.connect('chat', settings, parts))
    }
    case 'mail': {
      const settings = mail.settings.parse({ host: address, port: 8080, security: 'none', from: 'a@b.test', timeout })
      await mail.probe(settings, parts).catch(() => {})
      return told(mail.connect('mail', settings, parts))
    }
    case 'odoo': {
      const settings = odoo.settings.parse({ url: address, database: 'd', apiKey: 'k', plant: 'A', timeout })
      const opened = odoo.connect(settings)
      await opened.probe(signal).finally(() => opened.close())
      return 'done'
    }
    case 'mes': {
      const settings = mes.settings.parse({ url: address, secrets, plant: 'A', timeout })
      return told(mes.connect(settings), { ...effect, operation: 'release', body: { order: 'odoo.1' } })
    }
    case 'nobody': {
      const socket = net.connect({ host: address, port: 8080, timeout })
      await new Promise((resolve) => socket.on('error', resolve).on('timeout', resolve).on('connect', resolve))
      socket.destroy()
      return 'done'
    }
  }
}

interface Opened {
  readonly provides: readonly { perform(effects: readonly unknown[], call: typeof how): Promise<readonly unknown[]> }[]
  close(): void
}

async function told(opened: unknown, one: object = effect): Promise<string> {
  const { provides, close } = opened as Opened
  try {
    const [answer] = await provides[0]!.perform([one], how)
    if (answer instanceof Failure) throw answer
    return 'done'
  } finally {
    close()
  }
}

/** A line of calls, a line of what came of each. */
for await (const line of createInterface(process.stdin)) {
  const outcomes: string[] = []
  for (const call of JSON.parse(line) as readonly Call[])
    outcomes.push(
      await made(call).catch((error: unknown) => (error instanceof Failure ? error.code : (error as Error).name)),
    )
  console.log(JSON.stringify(outcomes))
}
