import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { privateApt } from '../../src/local/odoo/apt.ts'
import { currentPackages } from '../../src/local/odoo/archive.ts'
import { fetchPackages, fileOf } from '../../src/local/odoo/fetch.ts'
import { mirrorsOfThisMachine } from '../../src/local/odoo/mirrors.ts'

const here = import.meta.dirname
const program = path.join(here, 'node_modules/@jazzer.js/core/dist/cli.js')

/** What its native part was built against; it does not load into an older one. */
const GLIBC = 2.38

/** How the fuzzer is started here, up to its own arguments. What is missing is fetched first. */
export async function fuzzerHere(cache: string): Promise<readonly [command: string, ...args: readonly string[]]> {
  if (!existsSync(program)) execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: here, stdio: 'inherit' })
  const node = [process.execPath, '--import', path.join(here, 'strip-types.ts'), program] as const
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  if (Number(header.glibcVersionRuntime) >= GLIBC) return node
  const libraries = await newerLibraries(cache)
  return [path.join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries, ...node]
}

/** The C library of Debian 13 in a folder of its own: unpacked, not installed, and used by the fuzzer alone. */
async function newerLibraries(cache: string): Promise<string> {
  const root = path.join(cache, 'trixie-libraries')
  const libraries = path.join(root, 'usr/lib/x86_64-linux-gnu')
  if (existsSync(libraries)) return libraries
  console.log('fetching the C library of Debian 13 for the fuzzer, 4 MB')
  const mirrors = mirrorsOfThisMachine()
  const apt = privateApt(path.join(cache, 'apt-trixie'), { suites: ['trixie'], preferences: '' }, mirrors, 'amd64')
  await apt.run('apt-get', ['update', '-qq'])
  const packages = await currentPackages(apt, ['libc6', 'libstdc++6', 'libgcc-s1'])
  const folder = path.join(cache, 'packages')
  await fetchPackages({ folder, apt, mirrors, say: () => {} }, packages)
  const draft = `${root}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  for (const one of packages) execFileSync('dpkg-deb', ['-x', fileOf(folder, one), draft])
  renameSync(draft, root)
  return libraries
}
