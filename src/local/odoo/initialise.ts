import type { Say } from '../say.ts'
import type { OdooDatabases } from './databases.ts'
import { modules } from './modules.ts'
import { knownPeople, makePeople, type People } from './people.ts'

interface Beginning {
  readonly folder: string
  readonly database: string
  readonly databases: OdooDatabases
  readonly say: Say
  readonly ask: (args: readonly string[], input?: string) => Promise<string>
}

/** Makes the database once; one whose making was interrupted is dropped and made again. */
export async function initialise(wish: Beginning): Promise<{ people: People; isNew: boolean }> {
  const { folder, database, databases, say, ask } = wish
  const isReady = await databases.isReady(database)
  const known = knownPeople(folder, database)
  if (isReady && known) return { people: known, isNew: false }
  const begun = Date.now()
  const seconds = () => Math.round((Date.now() - begun) / 1000)
  if (!isReady) {
    await databases.drop(database)
    say(`making Odoo's database "${database}" with ${modules.length} modules (once, about a minute)`)
    const reminder = setInterval(() => say(`making Odoo's database: ${seconds()} s`), 10_000)
    const args = ['-d', database, '-i', modules.join(','), '--skip-auto-install', '--no-http', '--stop-after-init']
    await ask(args).finally(() => clearInterval(reminder))
    say(`the modules are installed after ${seconds()} s; making users, keys and the web client's scripts`)
  }
  const shell = ['shell', '-d', database, '--no-http', '--log-level=error']
  const people = await makePeople(folder, database, !isReady, (script) => ask(shell, script))
  await databases.markReady(database)
  say(`Odoo's database is ready after ${seconds()} s`)
  return { people, isNew: true }
}
