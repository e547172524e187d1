import { systemClock } from '#kernel/world'
import { deskOf } from '../cmms.ts'
import { maintainXBooks } from './books.ts'
import { MaintainXSettings } from './settings.ts'

/** The door of the connector: what it is, how it is set, what it provides. */
export const maintainX = {
  name: 'maintainx',
  summary: 'MaintainX, asked every few seconds for what changed; its webhooks only hint at what to ask for',
  settings: MaintainXSettings,

  connect(settings: MaintainXSettings) {
    const books = maintainXBooks(settings)
    return {
      books,
      provides: [deskOf(books)],
      /** Whether it lets us in and answers as we read it. */
      probe: async (signal: AbortSignal): Promise<void> =>
        void (await books.page('orders', { since: systemClock.now() }, signal)),
    }
  },
}
