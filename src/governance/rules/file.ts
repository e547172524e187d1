import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'
import { Refused } from '#kernel/failure'
import { yamlIn } from '../yaml.ts'
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
  const { policies = {}, ownership = [], flows = [], alerting } = rulesIn(readFileSync(file, 'utf8'), file)
  return {
    ...estate,
    plants: estate.plants?.map((plant) => ({ ...plant, policy: policies[plant.id ?? ''] })),
    ownership,
    flows,
    alerting,
  }
}

interface RulesContent {
  readonly policies?: Readonly<Record<string, unknown>>
  readonly ownership?: unknown
  readonly flows?: unknown
  readonly alerting?: unknown
}

/** Rules as a person writes them, before they are typed; `file` is what they are called to whoever wrote them. */
export function rulesIn(text: string, file: string): RulesContent {
  try {
    return (yamlIn(text) ?? {}) as RulesContent
  } catch (error) {
    throw new Refused('ESTATE_UNREADABLE', `${file} is not YAML: ${(error as Error).message}`, { cause: error })
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
