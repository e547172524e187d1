import type { Rules } from '#governance/rules/document'
import type { RulesBook } from '#governance/rules/versions'
import { Failure } from '#kernel/failure'
import { type Database, statementsIn } from '#kernel/sql'
import { type Duration, epochMilliseconds, type Instant } from '#kernel/time'
import type { BookedByOthers } from '#model/booked'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { Reading } from '#model/ports/port'
import { type Compared, comparison, kindsOf } from './compare.ts'
import { figuresOf, type OnPaper } from './figures.ts'
import { lastOnPaper, type Period } from './period.ts'
import { type Counted, type Measured, measuresOf, type Thresholds, type Verdict, verdictOn } from './verdict.ts'

const sql = statementsIn(import.meta.url)
const countHeard = sql('count-heard')
const countTroubles = sql('count-troubles')
const readOnPaper = sql('read-on-paper')

interface FlowOfReport {
  readonly name: string
  readonly on: readonly string[]
  readonly target: { readonly p95: Duration; readonly p99: Duration }
}

/** What a time on paper was worth: measured, held against what others booked, and said in plain words. */
export interface Report extends Counted, Measured {
  readonly plant: string
  readonly flow: string
  readonly since: Instant
  readonly until: Instant
  /** In seconds. */
  readonly target: { readonly p95: number; readonly p99: number }
  readonly thresholds: Thresholds
  readonly rows: readonly Compared[]
  /** Whether the ledger told everything that was booked, and not only the first of very much. */
  readonly isWhole: boolean
  readonly verdict: Verdict
}

export interface ReadinessParts {
  readonly database: Database
  readonly home: string
  readonly now: () => Instant
  readonly rules: { readonly book: Pick<RulesBook, 'approved' | 'read'>; readonly now: () => { readonly rules: Rules } }
  readonly ask: <Answer>(plant: string, reading: Reading<Answer>) => Promise<Answer | Failure>
}

export type ReadinessBook = ReturnType<typeof readinessBook>

/** Whether flows that are on paper are ready to go live. */
export function readinessBook({ database, home, now, rules, ask }: ReadinessParts) {
  return {
    /** Undefined where the flow was never on paper there. Throws the Failure of a ledger that cannot be read. */
    async report(flow: FlowOfReport, plant: string, wished: Partial<Period> = {}): Promise<Report | undefined> {
      const known = await lastOnPaper(rules.book, flow.name, plant, now())
      if (!known) return undefined
      const { since, until } = { ...known, ...wished }
      const here = [home, plant, flow.name, idAt(since), idAt(until)]
      const [[heard], troubles, onPaper, booked] = await Promise.all([
        database.all<HeardRow>(countHeard, [home, plant, flow.on, idAt(since), idAt(until), flow.name]),
        database.all<Counted['troubles'][number]>(countTroubles, here),
        database.all<PaperRow>(readOnPaper, here),
        ask<BookedByOthers>(plant, ProductionLedger.booked({ plant, since, until })),
      ])
      if (booked instanceof Failure) throw booked
      const { policies, flows: settings } = rules.now().rules
      const thresholds = policies[plant]!.readiness
      const own = settings.find((one) => one.flow === flow.name && one.plant === plant)?.target ?? flow.target
      const target = { p95: own.p95 / 1000, p99: own.p99 / 1000 }
      const rows = comparison(figuresOf(onPaper.map(effectFrom)), booked.bookings, {
        kinds: kindsOf[flow.name] ?? [],
        timeTolerance: thresholds.timeTolerance,
      })
      const counted = { received: heard!.received, judged: heard!.judged, troubles, latency: latencyFrom(heard!) }
      const measured = measuresOf(counted, rows)
      return {
        ...counted,
        ...measured,
        plant,
        flow: flow.name,
        since,
        until,
        target,
        thresholds,
        rows,
        isWhole: booked.isWhole,
        verdict: verdictOn(counted, measured, thresholds, target),
      }
    },
  }
}

interface HeardRow {
  received: number
  judged: number
  took: [number | null, number | null, number | null] | null
}

interface PaperRow {
  message_id: string
  effect_key: string
  operation: string
  body: string
}

const effectFrom = (row: PaperRow): OnPaper => ({
  messageId: row.message_id,
  effectKey: row.effect_key,
  operation: row.operation,
  body: JSON.parse(row.body) as OnPaper['body'],
})

const latencyFrom = ({ took }: HeardRow): Counted['latency'] => {
  const [p50 = null, p95 = null, p99 = null] = took ?? []
  return p50 === null || p95 === null || p99 === null ? null : { p50, p95, p99 }
}

/** The least id that a message of this moment can have. */
const idAt = (at: Instant): string => {
  const head = epochMilliseconds(at).toString(16).padStart(12, '0')
  return `${head.slice(0, 8)}-${head.slice(8)}-0000-0000-000000000000`
}
