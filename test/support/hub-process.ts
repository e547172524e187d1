import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { stringify } from 'yaml'

export interface HubProcess {
  readonly url: string
  readonly child: ChildProcess
  /** Settles when the process is gone, for whatever reason. */
  readonly ended: Promise<void>
  stop(): Promise<void>
  /** The end of its log, once it is gone. */
  lastWords(): string
}

export interface HubWish {
  readonly databaseUrl: string
  /** What `estate.yaml` says, or the folder where it lies. */
  readonly estate?: object
  readonly folder?: string
  readonly crashAt?: string
  /** A port kept over restarts, so that senders find the hub again. */
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
  /** Where its program lies, when it is not this one. */
  readonly clone?: string
  /** Kills it, also while it is on its way up. */
  readonly killed?: AbortSignal
}

/** The hub as a process of its own, as it runs at a customer's; it can be killed. */
export async function startHubProcess({
  databaseUrl,
  estate,
  folder: given,
  crashAt,
  port = 0,
  env = {},
  clone = process.cwd(),
  killed,
}: HubWish): Promise<HubProcess> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'millwright-hub-'))
  // Where the data lies others must be able to walk, for as root PostgreSQL runs as somebody else.
  chmodSync(folder, 0o711)
  if (!given) writeFileSync(path.join(folder, 'estate.yaml'), stringify(estate), { mode: 0o600 })
  const child = spawn(
    process.execPath,
    ['src/cli/main.ts', 'hub', '--estate', given ?? folder, '--port', String(port)],
    {
      cwd: clone,
      ...(killed ? { signal: killed, killSignal: 'SIGKILL' } : {}),
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        MILLWRIGHT_DATA: folder,
        ...env,
        ...(crashAt ? { MILLWRIGHT_CRASH_AT: crashAt } : {}),
      },
      stdio: ['ignore', 'pipe', openSync(path.join(folder, 'hub.log'), 'a')],
    },
  )
  // That it was killed from here is told by its end as well.
  child.on('error', () => {})
  let lastWords = ''
  const ended = new Promise<unknown>((resolve) => child.once('exit', resolve)).then(() => {
    lastWords = readFileSync(path.join(folder, 'hub.log'), 'utf8').slice(-2000)
    rmSync(folder, { recursive: true, force: true })
  })
  const lines = createInterface({ input: child.stdout! })
  const first = await Promise.race([once(lines, 'line').then(([line]) => line as string), ended.then(() => undefined)])
  if (!first) throw new Error(`the hub did not start: ${lastWords}`)
  return {
    url: (JSON.parse(first) as { url: string }).url,
    child,
    ended,
    lastWords: () => lastWords,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
