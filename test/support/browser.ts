import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

/** A real browser: the one that came with the locked tree on Linux, the machine's own Chrome elsewhere. */
export async function launchBrowser(cache: string): Promise<Browser> {
  if (process.platform !== 'linux') return chromium.launch({ channel: 'chrome' })
  const folder = await unpackedChromium(cache)
  return chromium.launch({
    executablePath: path.join(folder, 'chromium'),
    // No sandbox: as root, and where user namespaces are closed, Chromium has none. It only visits our own pages.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      FONTCONFIG_PATH: folder,
      // A bare machine has neither NSS nor NSPR; these came in the package.
      LD_LIBRARY_PATH: [path.join(folder, 'lib'), folder].join(':'),
    },
  })
}

const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`

/** Unpacks it into the cache, once; not where the package would, under a name in /tmp that anybody could have taken. */
async function unpackedChromium(cache: string): Promise<string> {
  const packed = path.join(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin')
  const { version } = JSON.parse(readFileSync(path.join(packed, '../package.json'), 'utf8')) as { version: string }
  const folder = path.join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  const draft = `${folder}.${process.pid}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  const unpack = (name: string, to: string) =>
    pipeline(
      createReadStream(path.join(packed, `${name}.br`)),
      createBrotliDecompress(),
      createWriteStream(path.join(draft, to)),
    )
  await unpack('chromium', 'chromium')
  chmodSync(path.join(draft, 'chromium'), 0o755)
  for (const archive of ['al2023.tar', 'fonts.tar', 'swiftshader.tar']) {
    await unpack(archive, archive)
    execFileSync('tar', ['-xf', archive, '--no-same-owner'], { cwd: draft })
    rmSync(path.join(draft, archive))
  }
  writeFileSync(path.join(draft, 'fonts.conf'), fontsConf(folder))
  try {
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error // else somebody was faster
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}
