import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connectAsync, type MqttClient } from 'mqtt'
import { passwordAsKept } from '../../src/local/mosquitto.ts'
import { debianTool, without } from './debian-tools.ts'
import { freePort } from './free-port.ts'

/** Why there is no broker here; undefined where there is one. */
export const withoutBroker: string | undefined = without('mosquitto')

/** A real mosquitto as a process of its own, which can be ended in any way and comes back where it was. */
export interface Broker extends AsyncDisposable {
  readonly url: string
  start(): Promise<void>
  end(how: NodeJS.Signals): Promise<void>
  /** Whoever speaks for the machines. */
  machines(): Promise<MqttClient>
}

export interface BrokerWish {
  /** Over TLS and to this user only. */
  readonly user?: string
  readonly password?: string
}

export async function aBroker({ user, password }: BrokerWish = {}): Promise<Broker> {
  const { command, env } = await debianTool('mosquitto')
  const folder = mkdtempSync(path.join(tmpdir(), 'millwright-broker-'))
  chmodSync(folder, 0o711)
  const port = await freePort()
  const configuration = path.join(folder, 'mosquitto.conf')
  const isClosed = user !== undefined && password !== undefined
  const lines = [
    `listener ${port} 127.0.0.1`,
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    'max_inflight_messages 1000',
    'max_queued_messages 0',
    // Written down when it ends in good order.
    'persistence true',
    `persistence_location ${folder}/`,
    'log_type none',
    ...(isClosed
      ? [
          'allow_anonymous false',
          `password_file ${path.join(folder, 'passwords')}`,
          `certfile ${pem('certificate')}`,
          `keyfile ${pem('key')}`,
        ]
      : ['allow_anonymous true']),
  ]
  writeFileSync(configuration, `${lines.join('\n')}\n`)
  if (isClosed) writeFileSync(path.join(folder, 'passwords'), `${user}:${passwordAsKept(password)}\n`, { mode: 0o600 })
  let child: ChildProcess | undefined
  const speakers: MqttClient[] = []

  async function end(how: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(how)
    await gone
  }
  const broker: Broker = {
    url: `${isClosed ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`,
    async start() {
      child = spawn(command, ['-c', configuration], { env, stdio: ['ignore', 'ignore', 'inherit'] })
      while (!(await isOpen(port))) {
        if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`)
        await pause(20)
      }
    },
    end,
    async machines() {
      const speaker = await connectAsync(broker.url, { protocolVersion: 5, reconnectPeriod: 200 })
      speaker.on('error', () => {})
      speakers.push(speaker)
      return speaker
    },
    async [Symbol.asyncDispose]() {
      for (const speaker of speakers) speaker.end(true)
      await end('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await broker.start()
  return broker
}

const pem = (name: string): string => path.join(import.meta.dirname, 'post-office', `${name}.pem`)

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const line = dial(port, '127.0.0.1')
    line.once('connect', () => resolve(true))
    line.once('error', () => resolve(false))
    line.once('close', () => line.destroy())
    line.once('connect', () => line.end())
  })
