// Makes src/local/odoo/editions/packages-*.json anew from what the Debian archive has today:
// `node tools/bootstrap.cjs tools/odoo-packages.ts [version]`, the version a list is named after
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { privateApt } from '../src/local/odoo/apt.ts'
import { currentPackages } from '../src/local/odoo/archive.ts'
import type { Edition } from '../src/local/odoo/edition.ts'
import { editions } from '../src/local/odoo/editions/index.ts'
import { mirrorsOfThisMachine } from '../src/local/odoo/mirrors.ts'
import type { DebianPackage } from '../src/local/odoo/packages.ts'

async function packagesOf({ debian }: Edition, architecture: string): Promise<DebianPackage[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'millwright-apt-'))
  try {
    const apt = privateApt(folder, debian, mirrorsOfThisMachine(), architecture)
    await apt.run('apt-get', ['update', '-qq'])
    const plan = await apt.run('apt-get', ['install', '--simulate', '-qq', '--no-install-recommends', ...debian.wanted])
    const needed = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name.split(':')[0] ?? name)
    const own = debian.odooPackage ? [debian.odooPackage] : []
    const elsewhere = new Set([...debian.needless, ...(debian.elsewhere ?? []).map(({ name }) => name)])
    return await currentPackages(apt, [...own, ...needed.filter((name) => !elsewhere.has(name))])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function list(edition: Edition, into: string): Promise<void> {
  const all = [...(await packagesOf(edition, 'amd64')), ...(await packagesOf(edition, 'arm64'))]
  const once = new Map(all.map((each) => [`${each.name} ${each.architecture}`, each]))
  const sorted = [...once.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || a.architecture.localeCompare(b.architecture),
  )
  const lines = sorted.map((each) => `  ${JSON.stringify(each)}`)
  const file = path.join(import.meta.dirname, '../src/local/odoo/editions', into)
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`)
  console.log(`${sorted.length} packages listed in ${path.relative(process.cwd(), file)}`)
}

const wished = process.argv[2]
const once = new Map(Object.values(editions).map((edition) => [edition.debian.list, edition]))
for (const [file, edition] of once) if (!wished || file === `packages-${wished}.json`) await list(edition, file)
