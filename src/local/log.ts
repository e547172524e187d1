import { openSync } from 'node:fs'
import path from 'node:path'
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { logLines, writerTo } from './log-lines.ts'
import { makeOpenFolder } from './make-folder.ts'

/** Names under which secrets travel; whatever has one of them, down to three levels, is masked. */
const secrets = [
  'password',
  'passwd',
  'secret',
  'token',
  'apiKey',
  'adminKey',
  'privateKey',
  'signingKey',
  'session',
  'csrf',
  'authorization',
  'cookie',
  'connectionString',
  'databaseUrl',
  '["set-cookie"]',
  '["x-csrf-token"]',
  '["x-api-key"]',
]
const levels = ['', '*', '*.*', '*.*.*']
const paths = levels.flatMap((level) =>
  secrets.map((name) => (name.startsWith('[') || level === '' ? `${level}${name}` : `${level}.${name}`)),
)

interface Request {
  readonly method: string
  readonly url: string
  readonly ip?: string
}

const options = {
  level: 'info',
  redact: { paths, censor: '[secret]' },
  serializers: {
    err: stdSerializers.err,
    // Without what follows the question mark: some put keys there although no address of ours asks for one.
    req: ({ method, url, ip }: Request) => ({ method, url: url.split('?')[0], remoteAddress: ip }),
  },
}

/** The hub's log: one JSON line a fact. */
export const logTo = (stream: DestinationStream): Logger => pino(options, stream)

/** The same into a file beside the data, which may be the first thing of a clone to be written. */
export const logInto = (folder: string): Logger =>
  logTo(logLines(writerTo(openSync(path.join(makeOpenFolder(folder), 'hub.log'), 'a', 0o600))))

/** The same to standard error, for whoever runs the hub under a supervisor of their own. */
export const logToStandardError = (): Logger => logTo(logLines(writerTo(2)))
