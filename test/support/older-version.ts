import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'

/** A Millwright that customers may still run, in a folder of its own. */
export interface OlderVersion extends Disposable {
  readonly commit: string
  readonly folder: string
  /** What it had deployed in an Odoo 19. */
  procedures(): readonly { readonly name: string; readonly hash: string }[]
}

const clone = path.join(import.meta.dirname, '../..')
const git = (...args: readonly string[]): Buffer =>
  execFileSync('git', args, { cwd: clone, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1e9 })

/** The newest commit with a schema other than today's; `MILLWRIGHT_UPDATE_FROM` names another. */
function olderCommit(): string | undefined {
  try {
    const changed = git('log', '-1', '--format=%H', '--', 'db/migrations').toString().trim()
    return git('rev-parse', '--verify', process.env['MILLWRIGHT_UPDATE_FROM'] ?? `${changed}^`)
      .toString()
      .trim()
  } catch {
    return undefined
  }
}

const commit = olderCommit()

/** Why there is no older version to be had here; undefined where there is. */
export const withoutOlderVersion = commit ? undefined : 'this is no clone with its history'

/** It is laid out below a folder; its packages are today's where it has the same. */
export function olderVersion(below: string): OlderVersion {
  if (!commit) throw new Error(withoutOlderVersion)
  const folder = path.join(below, 'older')
  mkdirSync(folder, { mode: 0o711 })
  execFileSync('tar', ['x', '-C', folder], { input: git('archive', commit) })
  const lock = (of: string) => readFileSync(path.join(of, 'package-lock.json'), 'utf8')
  if (lock(folder) === lock(clone)) symlinkSync(path.join(clone, 'node_modules'), path.join(folder, 'node_modules'))
  else execFileSync('npm', ['ci', '--ignore-scripts', '--prefer-offline'], { cwd: folder, stdio: 'ignore' })
  const procedures = () => {
    const told = `import { proceduresOf } from './src/connectors/odoo/procedures.ts'
      console.log(JSON.stringify(proceduresOf('19').map(({ name, hash }) => ({ name, hash }))))`
    const options = { cwd: folder, encoding: 'utf8' } as const
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', told], options)
    return JSON.parse(said) as ReturnType<OlderVersion['procedures']>
  }
  return { commit, folder, procedures, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
