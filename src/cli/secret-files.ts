import { readFileSync } from 'node:fs'
import { Trouble } from '../local/trouble.ts'

/** Secrets that commands take from the environment; each may also be the name of a file, with `_FILE` behind it. */
export const secretNames = [
  'DATABASE_URL',
  'ODOO_API_KEY',
  'ODOO_ADMIN_KEY',
  'ODOO_AGAINST_KEY',
  'MILLWRIGHT_KEY',
] as const

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The environment with what its files say: `DATABASE_URL_FILE=/run/secrets/database-url` stands for the content of that
 * file, as orchestrators hand secrets over. A file that cannot be read is refused; nobody wants to run without.
 */
export function withSecretFiles(env: Environment): Environment {
  const read = secretNames.flatMap((name) => {
    const file = env[`${name}_FILE`]
    return file && !env[name] ? [[name, contentOf(file, `${name}_FILE`)]] : []
  })
  return { ...env, ...Object.fromEntries(read) }
}

function contentOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new Trouble('missing', `${name} names ${file}, which cannot be read: ${(cause as Error).message}`, { cause })
  }
}
