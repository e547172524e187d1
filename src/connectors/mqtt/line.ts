import { isIP, connect as connectBare } from 'node:net'
import { connect as connectSafely } from 'node:tls'
import { MqttClient, type StreamBuilder } from 'mqtt'
import { type Failure, Unavailable } from '#kernel/failure'
import type { Guard } from '../outbound.ts'
import type { MqttSettings } from './settings.ts'

export interface LineWish {
  readonly client: string
  /** Whether the broker forgets everything when the line is cut; else it keeps what is not acknowledged. */
  readonly forgets: boolean
  readonly guard: Pick<Guard, 'address'>
}

/** Many more bytes than a machine's word has: the broker keeps what is larger. */
const LARGEST = 64 * 1024
const KEEPALIVE_SECONDS = 20

/** A line to the broker. Connected to is the address that was judged; the certificate is still held against the name. */
export async function lineTo(settings: MqttSettings, { client: clientId, forgets, guard }: LineWish) {
  const { url, user, password, certificate, sessionExpiry, receiveMaximum, timeout } = settings
  const { hostname, protocol, port: said } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isSafe = protocol === 'mqtts:'
  const to = { host: await guard.address(host), port: Number(said) || (isSafe ? 8883 : 1883) }
  const name = isIP(host) ? {} : { servername: host }
  const build = () => (isSafe ? connectSafely({ ...to, ...name, ca: certificate }) : connectBare(to))
  return new MqttClient(build as unknown as StreamBuilder, {
    protocolVersion: 5,
    clientId,
    clean: forgets,
    keepalive: KEEPALIVE_SECONDS,
    connectTimeout: timeout,
    // Whoever opens the line opens the next: with the address judged again, and after a rest of its own.
    reconnectPeriod: 0,
    resubscribe: false,
    ...(user ? { username: user } : {}),
    ...(password ? { password } : {}),
    properties: {
      sessionExpiryInterval: forgets ? 0 : Math.ceil(sessionExpiry / 1000),
      receiveMaximum,
      maximumPacketSize: LARGEST,
    },
  })
}

/** Resolves once the broker has let the hub in. */
export const connected = (line: MqttClient): Promise<void> =>
  new Promise((resolve, reject) => {
    line.on('connect', () => resolve())
    line.on('error', reject)
    line.on('close', () => reject(new Error('closed')))
  })

/** Asks for topics; each must be granted. What is kept there is told once more, so that it is known how machines are. */
export function subscribe(line: MqttClient, filters: readonly string[], host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const wish = Object.fromEntries(filters.map((filter) => [filter, { qos: 1 as const, rh: 0 }]))
    line.subscribe(wish, (error, granted = []) => {
      const refused = granted.find(({ qos }) => qos >= 128)?.topic ?? (error ? filters[0] : undefined)
      if (refused === undefined) return resolve()
      const sentence = `${host} does not let the hub read ${refused}; let its user read there.`
      reject(new Unavailable('NOT_AUTHORISED', sentence, { cause: error }))
    })
  })
}

/** What is in the way, for people. */
export function failureFrom(host: string, error: unknown): Failure {
  const { code, message } = error as { code?: number | string; message: string }
  const unavailable = (name: string, sentence: string) => new Unavailable(name, sentence, { cause: error })
  if (typeof code === 'number')
    return [4, 5, 134, 135].includes(code)
      ? unavailable('NOT_AUTHORISED', `${host} does not let the hub in; mend user and password in the estate.`)
      : unavailable('REFUSED', `${host} refuses the hub: ${message}.`)
  if (/CERT|SIGNATURE|ISSUER|ALTNAME/.test(code ?? ''))
    return unavailable('NOT_TRUSTED', `${host} shows a certificate that the hub does not trust (${code}).`)
  return unavailable('UNREACHABLE', `${host} cannot be reached${code ? ` (${code})` : ''}; see that the broker runs.`)
}

/** Another client with the hub's name takes its place at the broker. */
const TAKEN_OVER = 142

export const farewellFrom = (host: string, code: number | undefined): Failure =>
  code === TAKEN_OVER
    ? new Unavailable(
        'TAKEN_OVER',
        `Another program uses the hub's name at ${host}; give one of them another client name.`,
      )
    : new Unavailable(
        'UNREACHABLE',
        `${host} ended the connection${code ? ` (reason ${code})` : ''}; the hub tries again.`,
      )
