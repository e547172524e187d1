import { systemClock } from '#kernel/world'
import { deskOf } from '../cmms.ts'
import { atlasBooks } from './books.ts'
import { atlasClient } from './client.ts'
import { AtlasSettings } from './settings.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const atlas = {
  name: 'atlas',
  summary: 'Atlas CMMS, asked every few seconds for what changed; its webhooks only hint at what to ask for',
  settings: AtlasSettings,

  connect(settings: AtlasSettings) {
    const books = atlasBooks(atlasClient(settings), settings)
    return {
      books,
      provides: [deskOf(books)],
      /** Whether it lets us in and answers as we read it. */
      probe: async (signal: AbortSignal): Promise<void> =>
        void (await books.page('orders', { since: systemClock.now() }, signal)),
    }
  },
}
