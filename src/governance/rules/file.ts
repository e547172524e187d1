import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { Refused } from '#kernel/failure'
import type { Rules } from './document.ts'

/** An estate as it was written, before it is typed. */
export interface EstateContent {
  readonly plants?: readonly { readonly id?: string }[]
}

const fileIn = (folder: string): string => path.join(folder, 'rules.yaml')

/** The estate with the rules of `rules.yaml` in the place of its own, where there is such a file. */
export function withRulesFile(folder: string, estate: EstateContent): object {
  const file = fileIn(folder)
  if (!existsSync(file)) return estate
  let content: { policies?: Record<string, unknown>; ownership?: unknown; flows?: unknown; alerting?: unknown }
  try {
    content = parse(readFileSync(file, 'utf8'), { schema: 'failsafe', maxAliasCount: 0 }) ?? {}
  } catch (error) {
    throw new Refused('ESTATE_UNREADABLE', `${file} is not YAML: ${(error as Error).message}`, { cause: error })
  }
  const { policies = {}, ownership = [], flows = [], alerting } = content
  return {
    ...estate,
    plants: estate.plants?.map((plant) => ({ ...plant, policy: policies[plant.id ?? ''] })),
    ownership,
    flows,
    alerting,
  }
}

const HEAD = `# The rules of this estate as they were pulled: policies, owners of fields, flows, alerts. Field tables lie beside it.
# "millwright estate diff" compares it with what is in force, "millwright estate push" proposes it.
`

/** Writes rules into an estate's folder: `rules.yaml`, and a file for each field table. Answers the files. */
export function writeRules(folder: string, { fieldTables, ...rules }: Rules): readonly string[] {
  const tables = path.join(folder, 'field-tables')
  const kept = fieldTables.map(({ table }) => `${table}.yaml`)
  writeFileSync(fileIn(folder), `${HEAD}${stringify(rules)}`)
  if (kept.length > 0) mkdirSync(tables, { recursive: true })
  fieldTables.forEach((table, at) => writeFileSync(path.join(tables, kept[at]!), stringify(table)))
  const others = existsSync(tables) ? readdirSync(tables).filter((file) => file.endsWith('.yaml')) : []
  for (const file of others) if (!kept.includes(file)) rmSync(path.join(tables, file))
  return [fileIn(folder), ...kept.map((file) => path.join(tables, file))]
}
