import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Refused } from '#kernel/failure'
import type { FieldTable } from '#model/field-table/table'
import { Estate } from './estate.ts'
import { readFieldTables } from './field-table-file.ts'
import { type EstateContent, withRulesFile } from './rules/file.ts'
import { yamlIn } from './yaml.ts'

/**
 * Reads the estate from its folder: `estate.yaml`, `rules.yaml` where there is one, and the tables in `field-tables`,
 * every scalar as text, typed by the schema. Secrets are named, not written: `{ file: /run/secrets/odoo }` or `{ env: ODOO_API_KEY }` stand for what is in there.
 */
export function readEstate(folder: string, env: Readonly<Record<string, string | undefined>>): Estate {
  const file = path.join(folder, 'estate.yaml')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new Refused(
      'ESTATE_MISSING',
      `There is no estate at ${file}: write one there, or set MILLWRIGHT_ESTATE to its folder.`,
    )
  }
  const fieldTables = [...readFieldTables(path.join(folder, 'field-tables')).values()]
  return estateFrom(text, file, { folder, env, fieldTables })
}

interface Place {
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fieldTables?: readonly FieldTable[]
}

/** An estate as a person writes it; `file` is what it is called to whoever wrote it. */
export function estateFrom(text: string, file: string, { folder, env, fieldTables }: Place): Estate {
  let content: unknown
  try {
    content = yamlIn(text)
  } catch (error) {
    throw new Refused('ESTATE_UNREADABLE', `${file} is not YAML: ${(error as Error).message}`)
  }
  const resolved = withRulesFile(folder, secretsIn(content, env, folder) as EstateContent)
  const estate = Estate.safeParse({ ...resolved, ...(fieldTables ? { fieldTables } : {}) })
  if (estate.success) return estate.data
  const where = estate.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; ')
  throw new Refused('ESTATE_WRONG', `${file} is not an estate: ${where}.`)
}

/** Puts secrets in the place of their references. */
function secretsIn(value: unknown, env: Readonly<Record<string, string | undefined>>, folder: string): unknown {
  if (Array.isArray(value)) return value.map((item) => secretsIn(item, env, folder))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [first, ...others] = entries
  if (first && others.length === 0 && typeof first[1] === 'string') {
    if (first[0] === 'env') return env[first[1]] ?? missing(`the environment has no ${first[1]}`)
    if (first[0] === 'file') return fromFile(path.resolve(folder, first[1]))
  }
  return Object.fromEntries(entries.map(([name, item]) => [name, secretsIn(item, env, folder)]))
}

function fromFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return missing(`the secret file ${file} cannot be read`)
  }
}

const missing = (what: string): never => {
  throw new Refused('SECRET_MISSING', `The estate names a secret that is not there: ${what}.`)
}
