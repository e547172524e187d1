import { randomBytes } from 'node:crypto'
import { homedir } from 'node:os'
import path from 'node:path'
import {
  foldersOf,
  type Edition,
  odooDatabasesHere,
  runningOdoo,
  type RunningOdoo,
  type Say,
  startOdoo,
  startPostgres,
} from '../../src/local/index.ts'

const clone = path.join(import.meta.dirname, '../..')

/** A real Odoo whose database nobody touches; every test works on a copy of it. */
export interface OdooForTests extends AsyncDisposable {
  readonly url: string
  readonly people: RunningOdoo['people']
  /** A copy of the template (about a third of a second), dropped when the test is done with it. */
  readonly freshDatabase: () => Promise<{ readonly name: string } & AsyncDisposable>
}

/** Kept between runs beside the clone's own data, so that only the first run waits for it to be made. */
const groundOfTests = () => {
  const real = foldersOf({ clone, env: process.env, uid: process.getuid?.(), home: homedir() })
  return { ...real, data: path.join(real.data, 'test') }
}

const templateOf = ({ version }: Edition) => `template${version}`

/** Uses the one that another process of the tests runs already, else starts one and stops it in the end. */
export async function odooForTests(edition: Edition, say: Say): Promise<OdooForTests> {
  const folders = groundOfTests()
  await using starting = new AsyncDisposableStack()
  let odoo: Pick<RunningOdoo, 'url' | 'people'> | undefined = runningOdoo(edition, folders)
  if (!odoo) {
    const postgres = starting.use(await startPostgres({ folders, name: edition.name, durable: false, say }))
    const wish = { edition, folders, postgres, database: templateOf(edition), servesAll: true, cron: false, say }
    odoo = starting.use(await startOdoo(wish))
  }
  const started = starting.move()
  const databases = odooDatabasesHere(edition, folders)
  if (!databases) throw new Error('the cluster of the tests has lost its address')
  return {
    url: odoo.url,
    people: odoo.people,
    freshDatabase: async () => {
      const name = `test_${randomBytes(6).toString('hex')}`
      await databases.clone(templateOf(edition), name)
      return { name, [Symbol.asyncDispose]: () => databases.drop(name) }
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}
