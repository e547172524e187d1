import { spawn } from 'node:child_process'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { Trouble } from '../trouble.ts'
import { withoutDebian } from './apt.ts'

const modules = './usr/lib/python3/dist-packages/odoo/addons'

/** What a plant does without: half of the space. Tests of Odoo itself and payment_* stay, for other modules load them. */
const leftOut = [
  `${modules}/*/i18n/*`,
  `${modules}/*/tests/*`,
  ...['l10n_*', 'website*', 'theme_*', 'pos_*', 'spreadsheet_dashboard*'].map((name) => `${modules}/${name}`),
  './usr/lib/python3/dist-packages/addons',
  './usr/share/doc',
  './usr/share/man',
  './usr/share/locale',
  './usr/share/lintian',
]

/** Unpacks Debian packages into one folder, without installing them; whole or not at all. */
export async function unpack(files: readonly string[], root: string): Promise<void> {
  const draft = `${root}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o755 })
  const [largest, ...others] = files
  const inTurn = async () => {
    for (const file of others) await unpackOne(file, draft)
  }
  await Promise.all([largest && unpackOne(largest, draft), inTurn()])
  renameSync(draft, root)
}

async function unpackOne(file: string, into: string): Promise<void> {
  const content = spawn('dpkg-deb', ['--fsys-tarfile', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const excluding = leftOut.map((pattern) => `--exclude=${pattern}`)
  const tar = spawn('tar', ['-x', '-C', into, '--no-same-owner', ...excluding], {
    stdio: [content.stdout, 'ignore', 'pipe'],
  })
  content.stdout.destroy() // tar has it now; our own end would keep the pipe open
  let complaint = ''
  tar.stderr?.on('data', (bytes) => (complaint += bytes))
  const [unpacked, written] = await Promise.all([endOf(content), endOf(tar)])
  if (unpacked && written) return
  throw new Trouble('failed', `${file} could not be unpacked into ${into} (${complaint.trim()}); is the disk full?`)
}

const endOf = (child: ReturnType<typeof spawn>) =>
  new Promise<boolean>((resolve, reject) => {
    child.once('error', (cause) => reject(new Trouble('missing', withoutDebian, { cause })))
    child.once('exit', (code) => resolve(code === 0))
  })
