import { Failure } from '#kernel/failure'
import { type Database, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import { systemOf } from '#model/message'
import { ProductionLedger } from '#model/ports/production-ledger'
import type { Reading } from '#model/ports/port'
import type { RememberedEffect } from '#model/remembered'
import { beginning, type Place } from './place.ts'
import { type CameAgain, whatNowForgotten, whatNowLost } from './what-now.ts'

const sql = statementsIn(import.meta.url)
const findForgotten = sql('find-forgotten')
const readConfirmed = sql('read-confirmed')

/** An effect that stands in one of the two books alone. */
export interface Difference {
  /** Forgotten: booked in the ledger under a key of ours, and not in the journal. Lost: the other way about. */
  readonly kind: 'forgotten' | 'lost'
  readonly effectKey: string
  readonly operation: string
  readonly order: string
  readonly event: { readonly source: string; readonly id: string }
  readonly occurredAt: Instant
  readonly bookedAt: Instant
  /** The message of the event, where the journal has it. */
  readonly messageId: string | null
  readonly whatNow: string
}

export interface Page {
  readonly differences: readonly Difference[]
  /** How many effects were compared for it. */
  readonly compared: number
  /** Absent at the end. */
  readonly next?: Place
}

interface Period {
  readonly plant: string
  readonly since: Instant
  readonly until: Instant
}

/** So many effects of the ledger are asked for at once; of the journal's fewer, since the ledger tells all of each. */
const AT_ONCE = { books: 2000, journal: 500 }

export interface ReconciliationParts {
  readonly database: Database
  readonly home: string
  readonly ask: <Answer>(plant: string, reading: Reading<Answer>) => Promise<Answer | Failure>
  readonly atOnce?: typeof AT_ONCE
}

export type ReconciliationBook = ReturnType<typeof reconciliationBook>

/**
 * Holds the journal against the ledger's books, both ways, a page at a time. Whatever is under way is in the journal before
 * it is sent and confirmed there after it is booked: so the side that has an effect later is read first, and nothing that
 * moves meanwhile is taken for a difference.
 */
export function reconciliationBook({ database, home, ask, atOnce = AT_ONCE }: ReconciliationParts) {
  async function asked<Answer>(plant: string, reading: Reading<Answer>): Promise<Answer> {
    const answer = await ask<Answer>(plant, reading)
    if (answer instanceof Failure) throw answer
    return answer
  }

  /** One ledger may keep the books of several plants: who reported says whose an effect is. */
  async function forgotten({ plant, since, until }: Period, after: number): Promise<Page> {
    const told = await asked(plant, ProductionLedger.rememberedIn({ since, until, after, atMost: atOnce.books }))
    const ours = told.effects.filter(({ event }) => event.source.startsWith(`/plants/${plant}/`))
    const rows = await database.all<ForgottenRow>(findForgotten, [
      ours.map(({ effectKey }) => effectKey),
      ours.map(({ event }) => event.source),
      ours.map(({ event }) => event.id),
    ])
    const unknown = new Map(rows.map((row) => [row.effect_key, row]))
    return {
      compared: ours.length,
      differences: ours.flatMap((effect) => {
        const row = unknown.get(effect.effectKey)
        return row ? forgottenFrom(effect, row, home) : []
      }),
      next:
        told.next === undefined
          ? { in: 'journal', answeredAt: since, intentId: NOBODY }
          : { in: 'books', after: told.next },
    }
  }

  async function lost({ plant, since, until }: Period, place: Place & { readonly in: 'journal' }): Promise<Page> {
    const { journal: atMost } = atOnce
    const rows = await database.all<ConfirmedRow>(readConfirmed, [
      ...[home, plant, since, until, place.answeredAt, place.intentId, atMost],
    ])
    const wish = rows.map(({ order, effect_key }) => ({ order, effectKey: effect_key }))
    const told = wish.length === 0 ? [] : await asked(plant, ProductionLedger.remembered(wish))
    const there = new Set(told.map(({ effectKey }) => effectKey))
    const last = rows.at(-1)
    return {
      compared: rows.length,
      differences: rows.filter(({ effect_key }) => !there.has(effect_key)).map(lostFrom),
      ...(last && rows.length === atMost
        ? { next: { in: 'journal', answeredAt: last.answered_at, intentId: last.intent_id } }
        : {}),
    }
  }

  return {
    /** Throws the Failure of a ledger that cannot be asked. */
    page: (period: Period, place: Place = beginning): Promise<Page> =>
      place.in === 'books' ? forgotten(period, place.after) : lost(period, place),
  }
}

interface ForgottenRow {
  effect_key: string
  message_id: string | null
  progress: string | null
}

interface ConfirmedRow {
  intent_id: string
  effect_key: string
  operation: string
  order: string
  message_id: string
  source: string
  id: string
  occurred_at: Instant
  answered_at: Instant
}

/** Before every id. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

function forgottenFrom({ event, ...effect }: RememberedEffect, row: ForgottenRow, home: string): Difference {
  const system = systemOf(event.source)
  const { occurredAt } = effect
  const whatNow = whatNowForgotten(cameAgain(row), { system, occurredAt, isOurs: system === `hub.${home}` })
  return { kind: 'forgotten', ...effect, event, messageId: row.message_id, whatNow }
}

const cameAgain = ({ progress }: ForgottenRow): CameAgain =>
  progress === null ? 'not-yet' : progress === 'closed' ? 'over' : 'stopped'

const lostFrom = (row: ConfirmedRow): Difference => ({
  kind: 'lost',
  effectKey: row.effect_key,
  operation: row.operation,
  order: row.order,
  event: { source: row.source, id: row.id },
  occurredAt: row.occurred_at,
  bookedAt: row.answered_at,
  messageId: row.message_id,
  whatNow: whatNowLost,
})
