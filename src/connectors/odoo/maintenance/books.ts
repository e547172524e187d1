import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { minutes, seconds } from '#kernel/time'
import type { MaintenanceBookName, MaintenanceBooks } from '#model/ports/maintenance-books'
import { readEach } from '../../cmms.ts'
import type { Run } from '../caller.ts'
import type { OdooMapping } from '../mapping.ts'
import type { OdooSettings } from '../settings.ts'
import { orderOf } from './requests.ts'

const Requests = z.strictObject({
  requests: z.array(z.looseObject({ id: z.int(), written: z.string() })),
  more: z.boolean(),
})
const Place = z.strictObject({ changed: z.string(), id: z.int() })
const MOST = 100

/** Odoo's app Maintenance as the CMMS of a plant that has no other; it sends no webhooks, and is asked. */
export function maintenanceIn(
  run: Run,
  { link, stampFor }: Pick<OdooMapping, 'link' | 'stampFor'>,
  settings: Pick<OdooSettings, 'system' | 'plant' | 'overlap'>,
): MaintenanceBooks {
  const asked = { since: null, after: null, afterId: null, id: null, limit: MOST }
  const read = (row: unknown) => orderOf(row, settings, (id) => link('maintenance.request', id))

  function only(book: MaintenanceBookName): void {
    if (book !== 'orders') throw new Refused('UNKNOWN_BOOK', `The Maintenance of Odoo is not asked for ${book}`)
  }

  return {
    system: settings.system,
    plants: [settings.plant],
    books: ['orders'],
    pace: { near: seconds(10), whole: minutes(60), overlap: settings.overlap, skew: seconds(2) },
    partsAside: false,

    async page(book, { since, after }, signal) {
      only(book)
      const place = after === undefined ? undefined : Place.parse(after)
      const wish = {
        ...asked,
        ...(since ? { since: stampFor(since) } : {}),
        ...(place ? { after: place.changed, afterId: place.id } : {}),
      }
      const { requests, more } = await run('read-maintenance', wish, Requests, { signal })
      const last = requests.at(-1)
      const next = more && last ? { next: { changed: last.written, id: last.id } } : {}
      return { ...readEach(requests, read), ...next }
    },

    async read(book, record, signal) {
      only(book)
      const id = /^m([1-9]\d{0,8})$/.exec(record)?.[1]
      if (!id) return undefined
      const { requests } = await run('read-maintenance', { ...asked, id: Number(id) }, Requests, { signal })
      return requests[0] && read(requests[0])
    },

    hook: () => ({ kind: 'refused', code: 'SIGNATURE_MISSING' }),
  }
}
