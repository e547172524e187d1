import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Folders } from '../../src/local/folders.ts'
import type { Binaries } from '../../src/local/postgres/binaries.ts'
import { debianParts, withoutDebianParts } from '../../src/local/debian-parts.ts'

/** 18 comes with Millwright; 15 is the oldest that it takes, as Debian 12 brings it to plants. */
export type PostgresVersion = '18' | '15'

const installed = '/usr/lib/postgresql/15/bin'

/** Why there is no PostgreSQL 15 to be had here; undefined where there is. */
export const withoutPostgres15 = existsSync(path.join(installed, 'postgres')) ? undefined : withoutDebianParts

/** The programs of a version; undefined for those that come with Millwright. */
export async function binariesOf(
  version: PostgresVersion | undefined,
  folders: Folders,
): Promise<Binaries | undefined> {
  if (version !== '15') return undefined
  if (existsSync(path.join(installed, 'postgres'))) return binariesIn(installed)
  const parts = await debianParts('postgres-15', packages, folders)
  // The compiler of queries needs a library larger than all else together, and is left out where it is not there.
  rmSync(parts.file('usr/lib/postgresql/15/lib/llvmjit.so'), { force: true })
  return { ...binariesIn(parts.file(installed)), env: parts.env }
}

const binariesIn = (folder: string): Binaries => ({
  major: '15',
  postgres: path.join(folder, 'postgres'),
  initdb: path.join(folder, 'initdb'),
})

/** PostgreSQL itself, and every library that it names except the C library's. */
const packages = `
  postgresql-15 postgresql-client-15 libpq5 libicu72 libldap-2.5-0 libsasl2-2 liblz4-1 libzstd1 libssl3 libxml2 libxslt1.1
  libgssapi-krb5-2 libkrb5-3 libkrb5support0 libk5crypto3 libkeyutils1 libcom-err2 libsystemd0 libpam0g libaudit1
  libcap-ng0 libcap2 libselinux1 libpcre2-8-0 libuuid1 libgcrypt20 libgpg-error0 liblzma5 zlib1g libstdc++6 libgcc-s1
  libgnutls30 libp11-kit0 libidn2-0 libunistring2 libtasn1-6 libnettle8 libhogweed6 libgmp10 libffi8
`
  .trim()
  .split(/\s+/)
