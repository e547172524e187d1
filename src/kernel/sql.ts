import { readFileSync } from 'node:fs'
import { Refused } from './failure.ts'

/** A statement from a `.sql` file, prepared once a connection under its own name. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** Reads statements from the folder `sql` beside the module. */
export const statementsIn = (module: string): ((name: string) => Statement) => {
  const folder = new URL('./sql/', module)
  const owner = module.split('/').at(-2)!
  return (name) => ({ name: `${owner}.${name}`, text: readFileSync(new URL(`${name}.sql`, folder), 'utf8') })
}

/** A database session as far as everything but the engine needs one. */
export interface Sql {
  all<Row>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]>
}

/** Whether the database said of the contents themselves that it cannot hold them: SQLSTATE classes 22 and 54. */
export const isUnkeepable = (error: unknown): error is Refused =>
  error instanceof Refused && /^(22|54)[0-9A-Z]{3}$/.test(error.code)

/** Where sessions come from: one statement by itself, or several in one transaction. */
export interface Database extends Sql {
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>
}
