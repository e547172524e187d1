// Makes src/local/odoo/packages.json anew from what the Debian archive has today:
// `node tools/bootstrap.cjs tools/odoo-packages.ts`
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { privateApt } from '../src/local/odoo/apt.ts'
import { currentPackages } from '../src/local/odoo/archive.ts'
import { mirrorsOfThisMachine } from '../src/local/odoo/mirrors.ts'
import { type DebianPackage, needless, odooPackage, wanted } from '../src/local/odoo/packages.ts'

async function packagesOf(architecture: string): Promise<DebianPackage[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'millwright-apt-'))
  try {
    const apt = privateApt(folder, mirrorsOfThisMachine(), architecture)
    await apt.run('apt-get', ['update', '-qq'])
    const plan = await apt.run('apt-get', ['install', '--simulate', '-qq', '--no-install-recommends', ...wanted])
    const needed = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name.split(':')[0] ?? name)
    return await currentPackages(apt, [odooPackage, ...needed.filter((name) => !needless.has(name))])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const all = [...(await packagesOf('amd64')), ...(await packagesOf('arm64'))]
const once = new Map(all.map((each) => [`${each.name} ${each.architecture}`, each]))
const sorted = [...once.values()].sort(
  (a, b) => a.name.localeCompare(b.name) || a.architecture.localeCompare(b.architecture),
)
const lines = sorted.map((each) => `  ${JSON.stringify(each)}`)
const file = path.join(import.meta.dirname, '../src/local/odoo/packages.json')
writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`)
console.log(`${sorted.length} packages listed in ${path.relative(process.cwd(), file)}`)
