import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { tethered } from '../tether.ts'
import { Trouble } from '../trouble.ts'

/** What no plant needs of any version: half of the space. */
const everywhere = [
  './usr/lib/python3/dist-packages/odoo/addons/*/i18n/*',
  './usr/share/doc',
  './usr/share/man',
  './usr/share/locale',
  './usr/share/lintian',
]

/** Unpacks Debian packages into one folder, without installing them; whole or not at all. */
export async function unpack(files: readonly string[], root: string, leftOut: readonly string[]): Promise<void> {
  const draft = `${root}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  chmodSync(draft, 0o755) // the service must come in, whatever our umask is
  const [largest, ...others] = files
  const inTurn = async () => {
    for (const file of others) await unpackOne(file, draft, leftOut)
  }
  await Promise.all([largest && unpackOne(largest, draft, leftOut), inTurn()])
  findItsTemplates(path.join(draft, 'usr/lib/python3/dist-packages/docutils/__init__.py'))
  renameSync(draft, root)
}

/** Debian's docutils looks for its templates in the system's folder; they lie beside it. */
function findItsTemplates(docutils: string): void {
  const text = readFileSync(docutils, 'utf8')
  const besideIt = "os.path.join(os.path.dirname(__file__), '../../../../share/docutils/')"
  writeFileSync(docutils, text.replaceAll("'/usr/share/docutils/'", besideIt))
}

async function unpackOne(file: string, into: string, leftOut: readonly string[]): Promise<void> {
  const content = spawnTethered('dpkg-deb', ['--fsys-tarfile', file], ['ignore', 'pipe', 'inherit'])
  const excluding = [...everywhere, ...leftOut].map((pattern) => `--exclude=${pattern}`)
  const tar = spawnTethered(
    'tar',
    ['-x', '-C', into, '--no-same-owner', ...excluding],
    [content.stdout, 'ignore', 'pipe'],
  )
  content.stdout?.destroy() // tar has it now; our own end would keep the pipe open
  let complaint = ''
  tar.stderr?.on('data', (bytes) => (complaint += bytes))
  const [unpacked, written] = await Promise.all([endOf(content), endOf(tar)])
  if (unpacked && written) return
  throw new Trouble('failed', `${file} could not be unpacked into ${into} (${complaint.trim()}); is the disk full?`)
}

/** What unpacks must not go on writing when we are gone and the next start begins again. */
function spawnTethered(command: string, args: readonly string[], stdio: StdioOptions): ChildProcess {
  const { program, all } = tethered('SIGKILL', command, args)
  return spawn(program, all, { stdio })
}

const endOf = (child: ChildProcess) =>
  new Promise<boolean>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code === 0))
  })
