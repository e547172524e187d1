import type { ChangeWatch, Look, WatchedRecord } from '#model/ports/change-watch'
import { odooChanges } from '../../src/connectors/odoo/changes.ts'

type Wish = Partial<WatchedRecord> & Pick<WatchedRecord, 'record' | 'values'>

/** A system of record in memory, with the books that are watched in Odoo: what it holds, and what changed of it. */
export function watchDouble(): ChangeWatch & {
  write(book: string, ...records: readonly Wish[]): void
  remove(book: string, record: number): void
  /** It is restored from a backup: positions mean nothing any more. */
  restore(): void
  horizon: Look['horizon']
} {
  const tables = new Map<string, Map<number, WatchedRecord>>()
  const at = () => new Date().toISOString()
  let clock = 0
  let restoredAt = 0
  const inTable = (book: string) => tables.get(book) ?? tables.set(book, new Map()).get(book)!
  const { books } = odooChanges(undefined as never, undefined as never, undefined as never, 'odoo')
  const double = {
    system: 'odoo',
    books,
    horizon: { snapshot: '0', waits: false } as Look['horizon'],
    write(book: string, ...records: readonly Wish[]) {
      clock++
      for (const record of records) {
        inTable(book).set(record.record, {
          object: 'production-order',
          plant: 'A',
          label: `WH/MO/000${record.record}`,
          by: { login: 'petra', name: 'Petra' },
          isOwn: false,
          isBesideOwn: false,
          ...record,
          version: `${clock}`,
          writtenAt: at(),
        })
      }
    },
    remove: (book: string, record: number) => void inTable(book).delete(record),
    restore: () => void (restoredAt = ++clock),
    look: async (asked: Parameters<ChangeWatch['look']>[0]): Promise<Look> => ({
      at: at(),
      horizon: double.horizon,
      answers: asked.map(({ book, about, from, known }) => {
        const isLost = (about === 'near' || about === 'all') && Number(from) < restoredAt
        const all = [...inTable(book).values()]
        const since = about === 'near' || about === 'all' ? Number(from) : -1
        return {
          book,
          records: isLost ? [] : all.filter(({ version }) => Number(version) > since),
          gone: known.records.map(({ record }) => record).filter((record) => !inTable(book).has(record)),
          upto: `${clock}`,
          more: false,
          isLost,
          cost: 0,
        }
      }),
    }),
  }
  return double
}
