import { readFileSync } from 'node:fs'

const folder = new URL('../sql/', import.meta.url)

/** A statement from `sql/`, prepared once a connection under its own name. */
export interface Statement {
  readonly name: string
  readonly text: string
}

export const statement = (name: string): Statement => ({
  name,
  text: readFileSync(new URL(`${name}.sql`, folder), 'utf8'),
})
