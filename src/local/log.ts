import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { type Logger, pino } from 'pino'

/** Names under which secrets travel; whatever has one of them is masked. */
const secrets = [
  'password',
  'secret',
  'token',
  'apiKey',
  'authorization',
  'cookie',
  '*.password',
  '*.secret',
  '*.token',
  '*.apiKey',
  '*.authorization',
  '*.cookie',
  'req.headers.authorization',
  'req.headers.cookie',
]

const options = { level: 'info', redact: { paths: secrets, censor: '[secret]' } }

/** The hub's log: one JSON line a fact, into a file beside the data. */
export const logInto = (folder: string): Logger =>
  pino(options, createWriteStream(path.join(folder, 'hub.log'), { flags: 'a', mode: 0o600 }))

/** The same to standard error, for whoever runs the hub under a supervisor of their own. */
export const logToStandardError = (): Logger => pino(options, pino.destination(2))
