import { add, compare, quantity, type Quantity } from '#model/quantity'
import { isOpen } from './database/effects.ts'
import { nameOf, type InboxRow, type Tables } from './database/tables.ts'
import { SOURCE, type Story } from './events.ts'
import type { ThingFile } from './flows.ts'
import type { SimulatedLedger } from './ledger.ts'
import type { Senders } from './senders.ts'

/** A transition behind one that a person must look at; it goes on when that one does. */
const isHeld = (tables: Tables, row: InboxRow): boolean =>
  row.message.nature === 'transition' &&
  tables.queue
    .get(row.laneId)!
    .some(
      (other) =>
        other.message.nature === 'transition' &&
        other.seq < row.seq &&
        (other.progress === 'stopped' || other.progress === 'asking'),
    )

const isBeforeAPerson = ({ progress }: InboxRow): boolean => progress === 'stopped' || progress === 'asking'

/** Nothing is left that would move by itself. */
export const isQuiet = (tables: Tables): boolean =>
  [...tables.intents.values()].every((row) => !isOpen(row)) &&
  [...tables.inbox.values()].every((row) => isBeforeAPerson(row) || isHeld(tables, row)) &&
  [...tables.lanes.values(), ...tables.conflicts.values()].every((turn) => turn.owner === null)

/** When all faults are over: what is not as the SPEC promises, in words. */
export function finalComplaint(end: {
  readonly tables: Tables
  readonly ledger: SimulatedLedger
  readonly senders: Senders
  readonly stories: readonly Story[]
}): string | undefined {
  return (
    stuck(end.tables, end.ledger, end.senders) ??
    notAccepted(end.tables, end.stories) ??
    differs(end.tables, end.ledger) ??
    notExplained(end.tables, end.ledger) ??
    outOfOrder(end.stories, end.ledger)
  )
}

/** I11, I13: everything comes to an end by itself, without a hand in the database. */
function stuck(tables: Tables, ledger: SimulatedLedger, senders: Senders): string | undefined {
  if (!senders.areDone) return 'I11: the senders were not acknowledged to the end'
  if (ledger.underWay.size > 0) return 'I11: the ledger is still at work'
  if (isQuiet(tables)) return undefined
  const messages = [...tables.inbox.values()]
    .filter((row) => !isBeforeAPerson(row) && !isHeld(tables, row))
    .map((row) => `message ${row.message.id} ${row.message.type} is ${row.progress} (ready ${row.readyAt})`)
  const effects = [...tables.intents.values()]
    .filter(isOpen)
    .map((row) => `effect ${row.intent.intentId} is ${row.state}`)
  const leases = [...tables.lanes.values(), ...tables.conflicts.values()]
    .filter(({ owner }) => owner !== null)
    .map(({ key, owner }) => `${key} is held by ${owner}`)
  return `I11: did not come to an end: ${[...messages, ...effects, ...leases].slice(0, 12).join('; ')}`
}

/** I1, I2, I9: each event of each story is one message, closed or in front of a person. */
function notAccepted(tables: Tables, stories: readonly Story[]): string | undefined {
  for (const event of stories.flatMap((story) => story.events)) {
    const seen = tables.seen.get(nameOf(SOURCE, event.id))
    if (!seen || !tables.journal.has(seen.messageId)) return `I1: ${event.id} was told and is not in the journal`
    const messages = [...tables.journal.values()].filter(
      ({ message }) => message.source === SOURCE && message.id === event.id,
    )
    if (messages.length !== 1) return `I2: ${event.id} became ${messages.length} messages`
  }
  return undefined
}

/** I3, I8: the ledger has exactly what was confirmed, each under one key. */
function differs(tables: Tables, ledger: SimulatedLedger): string | undefined {
  const keys = ledger.booked.map(({ effect }) => effect.key)
  if (new Set(keys).size !== keys.length) return 'I3: an effect was booked twice'
  for (const { intent, state } of tables.intents.values()) {
    const isBooked = ledger.byKey.has(intent.effectKey)
    if (isBooked !== (state === 'confirmed')) return `I8: ${intent.intentId} is ${state} and booked is ${isBooked}`
  }
  const unknown = keys.find((key) => !tables.intentByKey.has(key))
  return unknown && `I3: the ledger has ${unknown}, which nobody planned`
}

/** I3: each accepted event has its effects, and what the cases count is what the books say. */
function notExplained(tables: Tables, ledger: SimulatedLedger): string | undefined {
  const booked = ledger.booked.map(({ effect }) => ({
    operation: effect.operation,
    body: effect.body as Record<string, never>,
  }))
  for (const { kind, key, data } of tables.files.values()) {
    if (kind !== 'production-order') continue
    if (key.startsWith('odoo.')) {
      const { received } = data as unknown as { readonly received: Quantity }
      const sum = booked
        .filter(({ operation, body }) => operation === 'receiveOutput' && body['order'] === key)
        .reduce((total, { body }) => add(total, body['quantity']!), quantity(0))
      if (compare(sum, received) !== 0) return `I3: ${key} counts ${received.value}, the books say ${sum.value}`
      continue
    }
    const { added, confirmed, steps } = data as unknown as ThingFile
    const sum = booked
      .filter(({ operation, body }) => operation === 'add' && body['thing'] === key)
      .reduce((total, { body }) => total + Number(body['amount']), 0)
    if (sum !== added || sum !== confirmed)
      return `I3: ${key} counts ${added}, was told ${confirmed}, the books say ${sum}`
    const parts = [...tables.journal.values()]
      .filter(({ message }) => message.key === key && message.type === 'sim.step.v1')
      .map(({ message }) => message.body as { readonly n: number; readonly parts: number })
      .filter(({ n }) => steps.includes(n))
      .reduce((total, body) => total + body.parts, 0)
    const planned = [...tables.intents.values()].filter(
      ({ intent }) => intent.operation === 'step' && (intent.body as { readonly thing?: string }).thing === key,
    ).length
    if (planned !== parts) return `I3: ${key} took ${parts} parts of steps, and ${planned} were planned`
    if (steps.some((n, nth) => nth > 0 && n <= steps[nth - 1]!))
      return `I4: ${key} took its steps as ${steps.join(' ')}`
  }
  return undefined
}

interface StepBody {
  readonly thing: string
  readonly n: number
  readonly line: string
  readonly fate: string
}

/** I4, I5: the steps of a thing on one line lie in the books as the plant said them, and nothing comes after its close. */
function outOfOrder(stories: readonly Story[], ledger: SimulatedLedger): string | undefined {
  for (const { thing } of stories) {
    const ofThing = ledger.booked
      .map(({ effect }) => ({
        operation: effect.operation,
        ...(effect.body as Partial<StepBody>),
      }))
      .filter((booking) => booking.thing === thing && booking.operation !== 'sign')
    const lines = Map.groupBy(
      ofThing.filter(({ operation, fate }) => operation === 'step' && fate === undefined),
      ({ line }) => line,
    )
    for (const steps of lines.values())
      if (steps.some(({ n }, nth) => nth > 0 && n! < steps[nth - 1]!.n!))
        return `I5: the steps of ${thing} are out of order`
    const closed = ofThing.findIndex(({ operation }) => operation === 'close')
    if (closed >= 0 && closed < ofThing.length - 1) return `I5: something of ${thing} was booked after its close`
  }
  return undefined
}
