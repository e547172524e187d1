import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { acceptBeside, databaseOf } from '#engine'
import { seconds } from '#kernel/time'
import { systemClock, uuids } from '#kernel/world'
import type { HookVerdict, MaintenanceBooks } from '#model/ports/maintenance-books'
import { type MaintenanceWatch, startMaintenance } from '../../src/polling/maintenance/start.ts'
import type { PlantStory } from './plant.ts'

/** Asks a CMMS for what changed and tells the hub of the plant, as the hub does by itself. */
export function asksCmms(
  { database, hub }: Pick<PlantStory, 'database' | 'hub'>,
  books: MaintenanceBooks,
  warn: (sentence: string, about: object) => void = console.error,
): MaintenanceWatch {
  return startMaintenance([books], {
    ...{ database: databaseOf(database.pool), home: 'hub', clock: systemClock },
    ...{ ids: uuids(systemClock), now: () => systemClock.now() },
    acceptBeside: async (messages, beside) => {
      await acceptBeside(database.pool, 'hub', messages, beside)
      hub.wake()
    },
    deadline: () => AbortSignal.timeout(seconds(10)),
    log: { warn: (about, sentence) => warn(sentence, about), info: () => {} },
  })
}

/** Where webhooks of a CMMS come in on a socket, as at the hub's door. */
export async function hookDoor(
  books: MaintenanceBooks,
  watch: () => Pick<MaintenanceWatch, 'hint'>,
  came: HookVerdict[] = [],
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const verdict = books.hook(request.headers, body, systemClock.now())
      came.push(verdict)
      if (verdict.kind === 'hint') watch().hint(books.system, verdict.hint)
      response.writeHead(verdict.kind === 'refused' ? 401 : 202).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
