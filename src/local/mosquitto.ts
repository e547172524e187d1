import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { connect as dial } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { debianParts } from './debian-parts.ts'
import type { Folders } from './folders.ts'
import { makeServiceFolder } from './make-folder.ts'
import { keptPort } from './ports.ts'
import { keptSecret, writePrivately } from './secrets.ts'
import { startTethered } from './tether.ts'
import { Trouble } from './trouble.ts'

/** The broker and every library that a bare machine may lack. */
export const mosquittoPackages = [
  ...['mosquitto', 'libmosquitto1', 'libcjson1', 'libdlt2', 'libssl3', 'libsystemd0', 'libcap2', 'libgcrypt20'],
  ...['libgpg-error0', 'liblz4-1', 'liblzma5', 'libzstd1', 'libwrap0', 'libnsl2', 'libtirpc3', 'libgssapi-krb5-2'],
  ...['libkrb5-3', 'libk5crypto3', 'libkrb5support0', 'libcom-err2', 'libkeyutils1'],
]

/** A broker of MQTT on this machine, and who may come in with which password. */
export interface LocalBroker<User extends string> extends AsyncDisposable {
  readonly url: string
  readonly passwords: Readonly<Record<User, string>>
  readonly pid: number
}

/** Starts mosquitto for these users and nobody else, on this machine only; what it keeps for them is there again next time. */
export async function startMosquitto<User extends string>(
  folders: Folders,
  users: readonly User[],
): Promise<LocalBroker<User>> {
  const folder = makeServiceFolder(path.join(folders.data, 'mosquitto'), folders.service)
  const port = await keptPort(path.join(folder, 'port'))
  const passwords = Object.fromEntries(
    users.map((user) => [user, keptSecret(path.join(folder, `${user}-password`))]),
  ) as Record<User, string>
  const [configuration, known] = [path.join(folder, 'mosquitto.conf'), path.join(folder, 'passwords')]
  const lines = users.map((user) => `${user}:${passwordAsKept(passwords[user])}\n`)
  writePrivately(known, lines.join(''), folders.service)
  writePrivately(configuration, settings(port, folder, known).join('\n'), folders.service)
  const { command, env } = await program(folders)
  const service = startTethered({
    command,
    args: ['-c', configuration],
    env,
    folder,
    logFile: path.join(folder, 'mosquitto.log'),
    user: folders.service,
    goodbye: 'SIGTERM',
  })
  while (!(await isOpen(port))) {
    if (service.hasEnded()) throw new Trouble('failed', `mosquitto did not start: ${service.lastWords()}`)
    await pause(40)
  }
  const url = `mqtt://127.0.0.1:${port}`
  return { url, passwords, pid: service.pid, [Symbol.asyncDispose]: () => service.stop(5000) }
}

const settings = (port: number, folder: string, passwords: string): readonly string[] => [
  `listener ${port} 127.0.0.1`,
  'allow_anonymous false',
  `password_file ${passwords}`,
  // As many as the hub takes at once, and all that is said while it is restarted.
  'max_inflight_messages 200',
  'max_queued_messages 0',
  'persistence true',
  `persistence_location ${folder}/`,
  'log_dest stderr',
  'log_type error',
  'log_type warning',
]

async function program(folders: Folders): Promise<{ readonly command: string; readonly env: Record<string, string> }> {
  const installed = '/usr/sbin/mosquitto'
  if (existsSync(installed)) return { command: installed, env: {} }
  const parts = await debianParts('mosquitto', mosquittoPackages, folders)
  return { command: parts.file('usr/sbin/mosquitto'), env: { ...parts.env } }
}

/** As mosquitto keeps a password. */
export function passwordAsKept(password: string): string {
  const salt = randomBytes(12)
  return `$7$101$${salt.toString('base64')}$${pbkdf2Sync(password, salt, 101, 64, 'sha512').toString('base64')}`
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const line = dial(port, '127.0.0.1')
    line.once('connect', () => resolve(true))
    line.once('error', () => resolve(false))
    line.once('close', () => line.destroy())
    line.once('connect', () => line.end())
  })
