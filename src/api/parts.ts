import type { KeyObject } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { Acceptance, NewMessage, Rulings } from '#engine'
import type { AlertBook } from '#alerts'
import type { AssetBook } from '#assets'
import type { SignalBook } from '#signals'
import type { AuditEntry } from '#governance/audit'
import type { Keys } from '#governance/keys'
import type { People } from '#governance/people'
import type { BundleSigner } from '#governance/rules/bundle'
import type { LiveRules } from '#governance/rules/live'
import type { RulesBook } from '#governance/rules/versions'
import type { WireSystem } from '#governance/wire-systems'
import type { Database } from '#kernel/sql'
import type { Duration, Instant } from '#kernel/time'
import type { LegalHolds } from '#retention'
import type { ReadinessBook } from '#readiness'
import type { ReconciliationBook } from '#reconciliation'
import type { ReplayBook } from '#replay'
import type { UpkeepBook } from '#upkeep'
import type { Ids } from '#kernel/world'
import type { Failure } from '#kernel/failure'
import type { HookHeaders, HookVerdict } from '#model/ports/maintenance-books'
import type { Calendar } from '#model/calendar'
import type { Reading } from '#model/ports/port'

/** A use case as the console shows it; the hub hands in its flows. */
export interface FlowCard {
  readonly name: string
  readonly purpose: string
  readonly owner: string
  readonly on: readonly string[]
  readonly target: { readonly p95: Duration; readonly p99: Duration }
}

/** A system that effects are sent to. */
export interface SystemCard {
  readonly id: string
  readonly title: string
  readonly plants: readonly string[]
  /** What it is: `odoo`, `mes`, or a channel for notices. */
  readonly kind?: string
  /** The field table by which its own words are read. */
  readonly fieldTable?: string | undefined
}

export interface PlantCard {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  /** Whether an approval needs somebody else than who asked. */
  readonly policy: {
    readonly fourEyes: 'yes' | 'no'
    readonly patience: { readonly maintenance: Duration }
    readonly calendar: Calendar
    readonly rates: {
      readonly labour: readonly string[]
      readonly production: readonly string[]
      readonly scrap: readonly string[]
    }
  }
}

/** Everything the API stands on, handed in. */
export interface ApiParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly log: FastifyBaseLogger
  readonly people: People
  readonly keys: Keys
  readonly plants: readonly PlantCard[]
  readonly flows: readonly FlowCard[]
  readonly systems: readonly SystemCard[]
  /** Those that speak in their own words. */
  readonly wire: readonly WireSystem[]
  /** What a webhook of a system comes to; undefined where no such system sends any. */
  readonly hooked: (system: string, headers: HookHeaders, body: Uint8Array) => HookVerdict | undefined
  readonly rulings: Rulings
  /** Many stopped messages at once: what would happen, and having it done. */
  readonly replays: ReplayBook
  /** What must not be erased. */
  readonly holds: LegalHolds
  /** What is wrong and whom it was told to; and a bell, so that what somebody did is seen at once. */
  readonly alerts: { readonly book: AlertBook; readonly ring: () => void }
  /** What stands in the plants, and which work centre of the ERP each place is. */
  readonly assets: AssetBook
  /** What is done to them again and again, and when it is due. */
  readonly upkeep: UpkeepBook
  /** What is heard of machines, and what rules have told of it. */
  readonly signals: SignalBook
  /** Whether what is on paper can go live. */
  readonly readiness: ReadinessBook
  /** The journal held against the ledger's books. */
  readonly reconciliation: ReconciliationBook
  /** The rules decisions are made by: their versions, and which holds in this process. */
  readonly rules: { readonly book: RulesBook; readonly live: Pick<LiveRules, 'now' | 'refresh'> }
  /** Rules as signed files: what this hub signs with, if anything, and whose it takes. */
  readonly bundles: { readonly key?: KeyObject | undefined; readonly signers: readonly BundleSigner[] }
  /** Writes events down; resolves when they are durable. */
  readonly receive: (messages: readonly NewMessage[]) => Promise<readonly Acceptance[]>
  /** Asks the system that keeps the port for a plant, now; a Failure where it says no or cannot be asked. */
  readonly ask: <Answer>(plant: string, reading: Reading<Answer>) => Promise<Answer | Failure>
  /** A person changed something that may have made work ready. */
  readonly wake: () => void
  /** Refusals at the door leave an audit row and nothing else. */
  readonly audit: (entries: readonly AuditEntry[]) => Promise<void>
  /** Called for the events of a request that came to the same. */
  readonly count: (
    status: 'accepted' | 'duplicate' | 'conflict' | 'refused',
    type: string,
    plant: string,
    times: number,
  ) => void
  /** Whether the hub can take events: false while its database is away. */
  readonly ready: () => Promise<boolean>
  /** Whether the console is reached over TLS: then the cookie never travels without. */
  readonly secure: boolean
  /** Requests one key may send to the door in a time. */
  readonly doorLimit?: { readonly requests: number; readonly per: Duration }
}
