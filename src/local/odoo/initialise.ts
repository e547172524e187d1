import type { Say } from '../say.ts'
import type { OdooDatabases } from './databases.ts'
import type { Edition } from './edition.ts'
import { knownPeople, makePeople, type People } from './people.ts'

interface Beginning {
  readonly edition: Edition
  readonly folder: string
  readonly database: string
  readonly databases: OdooDatabases
  readonly say: Say
  readonly ask: (args: readonly string[], input?: string) => Promise<string>
}

/** Makes the database once; one whose making was interrupted is dropped and made again. */
export async function initialise(wish: Beginning): Promise<{ people: People; isNew: boolean }> {
  const { edition, folder, database, databases, say, ask } = wish
  const { modules, initialising } = edition
  const isReady = await databases.isReady(database)
  const known = knownPeople(folder, database)
  if (isReady && known) return { people: known, isNew: false }
  const begun = Date.now()
  const seconds = () => Math.round((Date.now() - begun) / 1000)
  if (!isReady) {
    await databases.drop(database)
    say(`making Odoo ${edition.version}'s database "${database}" with ${modules.length} modules (once, about a minute)`)
    const reminder = setInterval(() => say(`making Odoo ${edition.version}'s database: ${seconds()} s`), 10_000)
    const args = ['-d', database, '-i', modules.join(','), ...initialising, '--no-http', '--stop-after-init']
    await ask(args).finally(() => clearInterval(reminder))
    say(`the modules are installed after ${seconds()} s; making users, keys and the web client's scripts`)
  }
  const shell = ['shell', '-d', database, '--no-http', '--log-level=error']
  const people = await makePeople({
    edition,
    folder,
    database,
    warm: !isReady,
    ask: (script) => ask(shell, script),
  })
  await databases.markReady(database)
  say(`Odoo's database is ready after ${seconds()} s`)
  return { people, isNew: true }
}
