import type pg from 'pg'
import { type Connection, type EngineParts, Journal, journalKeeper, postgresStore, startEngine } from '#engine'
import { systemClock, uuids } from '#kernel/world'
import type { PortKeeper } from '#model/ports/port'
import { DowntimeLedger } from '#model/ports/downtime-ledger'
import { MaintenanceLedger } from '#model/ports/maintenance-ledger'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { flows } from '../../src/flows/index.ts'
import { aPolicy } from './builders.ts'

/** The engine's parts over a real database and any ledger; whatever a test wants otherwise, it gives. */
export function engineParts(pool: pg.Pool, ledger: PortKeeper, over: Partial<EngineParts> = {}): EngineParts {
  const store = postgresStore(pool, 'hub')
  const ids = uuids(systemClock)
  const connection: Connection = { system: 'odoo', keeper: ledger, callsAtOnce: 2, deadline: 5000, lingers: 120_000 }
  const journal: Connection = {
    system: 'hub',
    keeper: journalKeeper(store),
    callsAtOnce: 1,
    deadline: 5000,
    lingers: 120_000,
  }
  return {
    store,
    owner: `test-${ids()}`,
    home: 'hub',
    clock: systemClock,
    ids,
    now: () => systemClock.now(),
    crash: () => {},
    deadline: (after) => AbortSignal.timeout(after),
    stopwatch: () => {
      const from = performance.now()
      return () => performance.now() - from
    },
    flowFor: (type) => flows.find((flow) => flow.on.includes(type)),
    flowNamed: (name) => flows.find((flow) => flow.name === name),
    policyOf: () => aPolicy,
    ownerInsteadOf: () => undefined,
    connections: (_plant, port) => {
      if (port === Journal.portName) return journal
      // Spare parts, maintenance and standstills are kept where a test says so.
      const isAside = [SparePartsLedger, MaintenanceLedger, DowntimeLedger].some(({ portName }) => portName === port)
      return isAside && ledger.port !== port ? undefined : connection
    },
    systems: [connection],
    troubleFor: (code, sentence) => ({ code, sentence, owner: 'supervisor' }),
    log: { error: (about, sentence) => console.error(sentence, about), info: () => {} },
    ...over,
  }
}

export const testHub = (pool: pg.Pool, ledger: PortKeeper, over: Partial<EngineParts> = {}) =>
  startEngine(engineParts(pool, ledger, over))
