import { globSync, readFileSync } from 'node:fs'
import { readIfThere } from '../secrets.ts'
import { Trouble } from '../trouble.ts'

/** Where this machine's own apt gets Debian from. */
export interface Mirrors {
  readonly debian: string
  readonly 'debian-security': string
}

export type Archive = keyof Mirrors

/** The addresses in apt's lists, of the old one-line form and of the newer one with fields. */
export function addressesIn(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const fields = /^URIs:(.*)$/i.exec(line)?.[1]?.trim().split(/\s+/)
    const oneLine = /^deb\s+(?:\[[^\]]*\]\s*)?(\S+)/.exec(line)?.[1]
    return fields ?? (oneLine ? [oneLine] : [])
  })
}

export function chooseMirrors(addresses: readonly string[]): Mirrors | undefined {
  const plain = addresses.map((address) => address.replace(/\/+$/, ''))
  const debian = plain.find((address) => address.endsWith('/debian'))
  if (!debian) return undefined
  const security = plain.find((address) => address.endsWith('/debian-security'))
  return { debian, 'debian-security': security ?? `${debian}-security` }
}

/** Some images name a file that lists mirrors instead of a mirror. */
const throughList = (address: string): string[] => {
  const file = /^mirror\+file:(?:\/\/)?(\/.*)$/.exec(address)?.[1]
  if (!file) return [address]
  return (readIfThere(file) ?? '').split('\n').flatMap((line) => line.trim().split(/\s+/)[0] || [])
}

/** Reads apt's own lists, so that we fetch from where the machine's owner wants it to. */
export function mirrorsOfThisMachine(apt = '/etc/apt'): Mirrors {
  const files = globSync(['sources.list.d/*.sources', 'sources.list.d/*.list', 'sources.list'], { cwd: apt })
  const addresses = files.flatMap((file) => addressesIn(readFileSync(`${apt}/${file}`, 'utf8'))).flatMap(throughList)
  const mirrors = chooseMirrors(addresses)
  if (mirrors) return mirrors
  throw new Trouble(
    'missing',
    'Odoo is fetched from a Debian mirror and apt on this machine names none; use an Odoo of yours by setting ODOO_URL, ODOO_DB and ODOO_API_KEY.',
  )
}
