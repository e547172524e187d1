import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { tethered } from '../tether.ts'
import { Trouble } from '../trouble.ts'
import type { Edition } from './edition.ts'
import type { Mirrors } from './mirrors.ts'

const run = promisify(execFile)
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** An apt of our own beside the system's: its proxies and keys, but our lists, and a machine with nothing installed. */
export interface PrivateApt {
  readonly run: (command: string, args: readonly string[]) => Promise<string>
}

/** What apt is to look at, and what to prefer. */
export type Shelf = Pick<Edition['debian'], 'suites' | 'preferences'>

export function privateApt(
  folder: string,
  { suites, preferences }: Shelf,
  mirrors: Mirrors,
  architecture: string,
): PrivateApt {
  for (const inner of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(path.join(folder, inner), { recursive: true })
  const place = (name: string, content: string) => {
    writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const signed = existsSync(keyring) ? `[signed-by=${keyring}] ` : ''
  const sources = suites.map((suite) => {
    const mirror = suite.endsWith('-security') ? mirrors['debian-security'] : mirrors.debian
    return `deb ${signed}${mirror} ${suite} main\n`
  })
  const settings = {
    'Dir::State': folder,
    'Dir::State::Lists': path.join(folder, 'lists'),
    'Dir::State::status': place('status', ''),
    'Dir::Cache': path.join(folder, 'cache'),
    'Dir::Etc::SourceList': place('sources.list', sources.join('')),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::Etc::Preferences': place('preferences', preferences),
    'Dir::Etc::PreferencesParts': '/dev/null',
    'APT::Architecture': architecture,
    'APT::Architectures': architecture,
    'APT::Sandbox::User': '',
    'APT::Update::Post-Invoke-Success': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    'Acquire::http::Pipeline-Depth': '0', // with pipelining, one missing file confuses apt about its neighbours
    'Debug::NoLocking': '1',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} "${value}";\n`)
  const env = {
    ...process.env,
    APT_CONFIG: place('apt.conf', `#clear APT::Architectures;\n${lines.join('')}`),
    LC_ALL: 'C',
  }
  return {
    run: async (command, args) => {
      const { program, all } = tethered('SIGTERM', command, args)
      try {
        return (await run(program, all, { env, maxBuffer: 64_000_000 })).stdout
      } catch (cause) {
        const complaint = (cause as { stderr?: string }).stderr?.trim().split('\n').slice(-2).join(' ')
        const name = path.basename(command)
        throw new Trouble('failed', `${name} could not do its work: ${complaint || 'no reason given'}`, { cause })
      }
    },
  }
}

export const isDebian = () => ['/usr/bin/apt-get', '/usr/bin/dpkg-deb'].every((program) => existsSync(program))

export const withoutDebian =
  'Odoo is unpacked from Debian packages and this machine has no apt or dpkg-deb; use an Odoo of yours by setting ODOO_URL, ODOO_DB and ODOO_API_KEY.'
