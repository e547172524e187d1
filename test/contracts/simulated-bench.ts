import { asStore } from '../simulation/database/as-store.ts'
import { SimulatedDatabase } from '../simulation/database/database.ts'
import type { StoreBench } from './store-bench.ts'

/** The simulated database on the contract's bench. */
export function simulatedBench(): StoreBench {
  let now = Date.UTC(2026, 10, 22)
  const database = new SimulatedDatabase(() => now)
  const { tables } = database
  return {
    store: asStore(database),
    pass: async (duration) => void (now += duration),
    nameOf: async (what, id) => (what === 'lane' ? tables.laneById : tables.conflictById).get(id)!.key,
    look: async () => ({
      messages: [...tables.journal.values()]
        .map(({ message: { messageId, id, key }, seq }) => {
          const row = tables.inbox.get(messageId)
          const { progress = 'closed', attempts = 0, waitsFor = null } = row ?? {}
          return { id, seq, progress, attempts, waitsFor, key }
        })
        .sort((one, other) => one.key.localeCompare(other.key) || one.seq - other.seq)
        .map(({ key: _key, ...row }) => row),
      effects: [...tables.intents.values()]
        .map(({ intent, state, seq, attempts }) => ({ key: intent.effectKey.split('.')[1]!, state, seq, attempts }))
        .sort((one, other) => one.key.localeCompare(other.key)),
      exceptions: tables.exceptions
        .map(({ messageId, code, closedBy }) => ({
          id: tables.journal.get(messageId)!.message.id,
          code,
          isOpen: closedBy === undefined,
        }))
        .sort((one, other) => one.id.localeCompare(other.id) || one.code.localeCompare(other.code)),
      files: [...tables.files.values()]
        .map(({ key, state, version }) => ({ key, state, version }))
        .sort((one, other) => one.key.localeCompare(other.key)),
      duplicates: [...tables.seen.values()].reduce((sum, row) => sum + row.duplicates, 0),
      runs: tables.runs.size,
      approvals: tables.approvals.length,
      audit: tables.audit.length,
    }),
  }
}
