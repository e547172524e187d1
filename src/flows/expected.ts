import type { Outcome, Policy, Trouble } from '#engine'
import { between, type Duration, type Instant, isAfter, minutes } from '#kernel/time'
import { afterWork, workBetween } from '#model/calendar'
import { CONFIRMATION, expectedBy, MISSED_CONFIRMATION, UNDER_WAY } from '#model/expected-report'
import type { ProductionOrder } from '#model/production'
import type { ClockMark, OrderFile } from '#model/production-order-case'
import { compare, isPositive } from '#model/quantity'
import { minuteOf } from './holds.ts'
import { wrong } from './report.ts'
import { tallyOf } from './tolerance.ts'

type Reminders = NonNullable<Outcome['reminders']>

const AHEAD = 'ahead-'
const STANDSTILL = 'standstill-'

/** Waiting counts in the time in which the plant works. */
const worked = ({ calendar, timeZone }: Policy, from: Instant, work: Duration): Instant =>
  afterWork(calendar, timeZone, from, work)

/** No message is a signal too: for each operation the hub looks whether it was confirmed when it should have been. */
export const confirmationReminders = (order: ProductionOrder, now: Instant, policy: Policy): Reminders =>
  order.operations.flatMap(({ operation }, at) => {
    const until = isUnasked(policy) ? undefined : confirmedUntil(order, at, policy)
    return until ? [{ name: `${CONFIRMATION}${operation}`, after: Math.max(0, between(now, until)) }] : []
  })

function confirmedUntil(order: ProductionOrder, at: number, policy: Policy): Instant | undefined {
  const expected = expectedBy(order, at, policy)
  return expected && worked(policy, expected, policy.patience.confirmation)
}

/** A patience of none: nobody asks for confirmations. */
const isUnasked = ({ patience }: Policy): boolean => patience.confirmation === 0

/** An operation that is ahead of the one before it may be so for a while. */
export const aheadReminder = (operation: string, { patience }: Policy): Reminders => [
  { name: `${AHEAD}${operation}`, after: patience.predecessor },
]

/** Work that was begun is looked for when it should be over by the time it is planned to take. */
export const underWayReminder = (file: OrderFile, at: number, now: Instant, policy: Policy): Reminders => {
  const until = underWayUntil(file, at, policy)
  const { operation } = file.order.operations[at]!
  return until ? [{ name: `${UNDER_WAY}${operation}`, after: Math.max(0, between(now, until)) }] : []
}

/** Work that stands still is looked for after a while. */
export const standstillReminder = (file: OrderFile, at: number, now: Instant, policy: Policy): Reminders => {
  const until = standstillUntil(file, at, policy)
  const { operation } = file.order.operations[at]!
  return until ? [{ name: `${STANDSTILL}${operation}`, after: Math.max(0, between(now, until)) }] : []
}

const marksAt = ({ order, clock }: OrderFile, at: number): readonly ClockMark[] =>
  clock?.[order.operations[at]!.operation] ?? []

/** From the first word of work on, as long as it is planned to take and as it stood still, and the plant's patience. */
function underWayUntil(file: OrderFile, at: number, policy: Policy): Instant | undefined {
  const { calendar, timeZone, patience } = policy
  const marks = marksAt(file, at)
  const begun = marks.find(({ what }) => what === 'started')
  if (!begun || marks.at(-1)?.what === 'paused' || isUnasked(policy)) return undefined
  const stood = marks.reduce((sum, mark, nth) => {
    const next = marks[nth + 1]
    return mark.what === 'paused' && next ? sum + workBetween(calendar, timeZone, mark.at, next.at) : sum
  }, 0)
  const planned = minutes(Number(file.order.operations[at]!.plannedMinutes))
  return worked(policy, begun.at, planned + stood + patience.confirmation)
}

function standstillUntil(file: OrderFile, at: number, policy: Policy): Instant | undefined {
  const last = marksAt(file, at).at(-1)
  return last?.what === 'paused' ? worked(policy, last.at, policy.patience.standstill) : undefined
}

export const isAhead = ({ order, completed }: OrderFile, at: number): boolean => {
  const [before, here] = [order.operations[at - 1], order.operations[at]]
  if (!before || !here) return false
  const { uom } = order.ordered
  return compare(tallyOf(completed, here.operation, uom), tallyOf(completed, before.operation, uom)) > 0
}

/** Bad pieces are a confirmation too. */
const isConfirmed = ({ order, worked = {} }: OrderFile, operation: string): boolean =>
  isPositive(tallyOf(worked, operation, order.ordered.uom))

/** One way in which something may stay away: when it is looked for, when it has come, and what is said if not. */
interface Watch {
  readonly code: string
  readonly isHere: (file: OrderFile, at: number) => boolean
  readonly isUnasked?: (policy: Policy) => boolean
  /** Until then nobody is bothered. */
  readonly notBefore: (file: OrderFile, at: number, policy: Policy) => Instant | undefined
  readonly trouble: (file: OrderFile, at: number, policy: Policy) => Trouble
}

const operationAt = ({ order }: OrderFile, at: number) => order.operations[at]!.operation

const watches: Readonly<Record<string, Watch>> = {
  [CONFIRMATION]: {
    code: MISSED_CONFIRMATION,
    isUnasked,
    isHere: (file, at) => isConfirmed(file, operationAt(file, at)),
    notBefore: ({ order }, at, policy) => confirmedUntil(order, at, policy),
    trouble: ({ order }, at, policy) => missed(order, at, expectedBy(order, at, policy)),
  },
  [AHEAD]: {
    code: 'PREDECESSOR_QTY',
    isHere: (file, at) => !isAhead(file, at),
    notBefore: () => undefined,
    trouble: ({ order }, at) => ahead(order, at),
  },
  [UNDER_WAY]: {
    code: MISSED_CONFIRMATION,
    isHere: (file, at) =>
      isConfirmed(file, operationAt(file, at)) ||
      marksAt(file, at).at(-1)?.what === 'paused' ||
      marksAt(file, at).length === 0,
    isUnasked,
    notBefore: underWayUntil,
    trouble: overdue,
  },
  [STANDSTILL]: {
    code: 'STANDSTILL',
    isHere: (file, at) => marksAt(file, at).at(-1)?.what !== 'paused',
    notBefore: standstillUntil,
    trouble: standing,
  },
}

const kindOf = (name: string): string | undefined => Object.keys(watches).find((prefix) => name.startsWith(prefix))

/** What a reminder of this kind comes to: nothing, another look later, or somebody who finds out. */
export function whatIsMissing(
  name: string,
  now: Instant,
  file: { readonly state: string; readonly data: OrderFile } | undefined,
  policy: Policy,
): Outcome<OrderFile> | undefined {
  const kind = kindOf(name)
  const watch = kind === undefined ? undefined : watches[kind]
  if (kind === undefined || !watch) return undefined
  const { state, data } = file ?? {}
  const operation = name.slice(kind.length)
  const at = data?.order.operations.findIndex((one) => one.operation === operation) ?? -1
  if (!data || !state || at < 0 || !['released', 'started', 'completed'].includes(state) || watch.isHere(data, at))
    return { verdict: 'accepted', sentence: `Operation ${operation} was reported in time, or is no longer expected.` }
  if (watch.isUnasked?.(policy))
    return { verdict: 'accepted', sentence: `Nobody asks for the confirmation of ${data.order.label} ${operation}.` }
  const until = watch.notBefore(data, at, policy)
  if (until && isAfter(until, now))
    return {
      verdict: 'accepted',
      sentence: `Operation ${operation} of ${data.order.label} is expected later now.`,
      reminders: [{ name, after: between(now, until) }],
    }
  const otherwise = { [CONFIRMATION]: UNDER_WAY, [UNDER_WAY]: CONFIRMATION }[kind]
  if (otherwise && data.raised?.[`${otherwise}${operation}`])
    return {
      verdict: 'accepted',
      sentence: `That ${operation} of ${data.order.label} was not reported is before somebody already.`,
      // Work that pauses is not under way any more, and its report may stay away all the same.
      ...(kind === CONFIRMATION ? { reminders: [{ name, after: policy.patience.confirmation }] } : {}),
    }
  const trouble = watch.trouble(data, at, policy)
  return {
    verdict: 'flagged',
    code: trouble.code,
    sentence: trouble.sentence,
    trouble,
    file: { state, data: { ...data, raised: { ...data.raised, [name]: trouble.code } } },
  }
}

/** What was raised and is over with what the case knows now: it clears itself. */
export function nowSettled(file: OrderFile): Pick<Outcome<OrderFile>, 'settles'> & { readonly file: OrderFile } {
  const raised = Object.entries(file.raised ?? {})
  const over = raised.filter(([name]) => {
    const kind = kindOf(name) ?? CONFIRMATION
    const at = file.order.operations.findIndex(({ operation }) => name === `${kind}${operation}`)
    return at < 0 || watches[kind]!.isHere(file, at)
  })
  if (over.length === 0) return { file }
  const left = Object.fromEntries(raised.filter(([name]) => over.every(([gone]) => gone !== name)))
  return { file: { ...file, raised: left }, settles: over.map(([reminder, code]) => ({ reminder, code })) }
}

function missed({ label, operations }: ProductionOrder, at: number, expected: Instant | undefined): Trouble {
  const { operation, name } = operations[at]!
  const next = operations[at + 1]
  const need = next ? `, when ${next.name} (${next.operation}) needs it` : ''
  return wrong(
    MISSED_CONFIRMATION,
    `${name} (${operation}) of ${label} should have been reported${expected ? ` by ${minuteOf(expected)}` : ''}${need}; nothing was.`,
    'Find out what is true on the floor and report it, or plan the order anew in Odoo.',
  )
}

function ahead({ label, operations }: ProductionOrder, at: number): Trouble {
  const [before, here] = [operations[at - 1]!, operations[at]!]
  return wrong(
    'PREDECESSOR_QTY',
    `${here.name} (${here.operation}) of ${label} has reported more than ${before.name} (${before.operation}) has delivered.`,
    'Report the operation before, or take back what was too much.',
  )
}

function overdue(file: OrderFile, at: number): Trouble {
  const { operation, name, plannedMinutes } = file.order.operations[at]!
  const begun = marksAt(file, at).find(({ what }) => what === 'started')
  const takes = Number(plannedMinutes) > 0 ? ` and is planned to take ${Math.round(Number(plannedMinutes))} min` : ''
  return wrong(
    MISSED_CONFIRMATION,
    `${name} (${operation}) of ${file.order.label} was begun${begun ? ` at ${minuteOf(begun.at)}` : ''}${takes}; nothing was reported since.`,
    'Find out what is true on the floor and report it, or take the start back.',
  )
}

function standing(file: OrderFile, at: number): Trouble {
  const { operation, name } = file.order.operations[at]!
  const next = file.order.operations[at + 1]
  const paused = marksAt(file, at).at(-1)
  const why = paused?.reason ? `: ${paused.reason}` : ''
  const waiting = next ? ` ${next.name} (${next.operation}) comes after it.` : ''
  return wrong(
    'STANDSTILL',
    `${name} (${operation}) of ${file.order.label} stands still${paused ? ` since ${minuteOf(paused.at)}` : ''}${why}.${waiting}`,
    'Have it go on, or plan the order anew in Odoo.',
  )
}
