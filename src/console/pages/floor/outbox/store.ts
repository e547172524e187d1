import type { Entry } from './entry.ts'
import type { Kept } from './outbox.ts'

const ENTRIES = 'entries'

/**
 * The device's own store. IndexedDB and not localStorage: it can be told to have written before it answers, so that a
 * report is not lost with the battery.
 */
export function deviceStore(): Kept {
  let opening: Promise<IDBDatabase> | undefined
  const opened = () => (opening ??= openDatabase())

  async function write(work: (store: IDBObjectStore) => void): Promise<void> {
    const database = await opened()
    const transaction = database.transaction(ENTRIES, 'readwrite', { durability: 'strict' })
    work(transaction.objectStore(ENTRIES))
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('The device could not keep the report.'))
    })
  }

  return {
    async all() {
      const database = await opened()
      return answered<Entry[]>(database.transaction(ENTRIES).objectStore(ENTRIES).getAll())
    },
    async add(entries) {
      const added: Entry[] = []
      await write((store) => {
        for (const entry of entries) {
          const request = store.add(entry)
          request.onsuccess = () => added.push({ ...entry, seq: Number(request.result) })
        }
      })
      return added
    },
    put: (entries) => write((store) => entries.forEach((entry) => store.put(entry))),
    remove: (seqs) => write((store) => seqs.forEach((seq) => store.delete(seq))),
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('millwright-floor', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(ENTRIES, { keyPath: 'seq', autoIncrement: true })
  return answered(request)
}

const answered = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The device’s store cannot be opened.'))
  })
