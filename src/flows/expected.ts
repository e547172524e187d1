import type { Outcome, Policy, Trouble } from '#engine'
import { between, type Duration, type Instant, isAfter, later, minutes } from '#kernel/time'
import type { ProductionOrder } from '#model/production'
import type { OrderFile } from '#model/production-order-case'
import { compare, isPositive } from '#model/quantity'
import { minuteOf } from './holds.ts'
import { wrong } from './report.ts'
import { tallyOf } from './tolerance.ts'

type Reminders = NonNullable<Outcome['reminders']>

const CONFIRMATION = 'confirmation-'
const AHEAD = 'ahead-'
const codes = { [CONFIRMATION]: 'MISSED_CONFIRMATION', [AHEAD]: 'PREDECESSOR_QTY' }

/** When an operation should be over, which is when the next one needs it: by its own plan, else by its place in the order's. */
export function expectedBy({ operations, plannedStart }: ProductionOrder, at: number): Instant | undefined {
  const operation = operations[at]
  if (operation?.plannedEnd) return operation.plannedEnd
  if (!operation || !plannedStart) return undefined
  const before = operations.slice(0, at + 1).reduce((sum, { plannedMinutes }) => sum + Number(plannedMinutes), 0)
  return later(plannedStart, minutes(before))
}

/** No message is a signal too: for each operation the hub looks whether it was confirmed when it should have been. */
export const confirmationReminders = (order: ProductionOrder, now: Instant, { patience }: Policy): Reminders =>
  order.operations.flatMap(({ operation }, at) => {
    const expected = expectedBy(order, at)
    return expected
      ? [{ name: `${CONFIRMATION}${operation}`, after: untilThen(now, expected, patience.confirmation) }]
      : []
  })

const untilThen = (now: Instant, expected: Instant, grace: Duration): Duration =>
  Math.max(0, between(now, later(expected, grace)))

/** An operation that is ahead of the one before it may be so for a while. */
export const aheadReminder = (operation: string, { patience }: Policy): Reminders => [
  { name: `${AHEAD}${operation}`, after: patience.predecessor },
]

export const isAhead = ({ order, completed }: OrderFile, at: number): boolean => {
  const [before, here] = [order.operations[at - 1], order.operations[at]]
  if (!before || !here) return false
  const { uom } = order.ordered
  return compare(tallyOf(completed, here.operation, uom), tallyOf(completed, before.operation, uom)) > 0
}

/** Bad pieces are a confirmation too. */
const isConfirmed = ({ order, worked = {} }: OrderFile, operation: string): boolean =>
  isPositive(tallyOf(worked, operation, order.ordered.uom))

/** What a reminder of this kind comes to: nothing, another look later, or somebody who finds out. */
export function whatIsMissing(
  name: string,
  now: Instant,
  file: { readonly state: string; readonly data: OrderFile } | undefined,
  policy: Policy,
): Outcome<OrderFile> | undefined {
  const kind = [CONFIRMATION, AHEAD].find((prefix) => name.startsWith(prefix))
  if (!kind) return undefined
  const { state, data } = file ?? {}
  const operation = name.slice(kind.length)
  const at = data?.order.operations.findIndex((one) => one.operation === operation) ?? -1
  if (!data || !state || at < 0 || !['released', 'started', 'completed'].includes(state) || isHere(kind, data, at))
    return { verdict: 'accepted', sentence: `Operation ${operation} was reported in time, or is no longer expected.` }
  const expected = kind === CONFIRMATION ? expectedBy(data.order, at) : undefined
  if (expected && isAfter(later(expected, policy.patience.confirmation), now))
    return {
      verdict: 'accepted',
      sentence: `Operation ${operation} of ${data.order.label} is planned for later now.`,
      reminders: [{ name, after: untilThen(now, expected, policy.patience.confirmation) }],
    }
  const trouble = kind === CONFIRMATION ? missed(data.order, at, expected) : ahead(data.order, at)
  return {
    verdict: 'flagged',
    code: trouble.code,
    sentence: trouble.sentence,
    trouble,
    file: { state, data: { ...data, raised: { ...data.raised, [name]: trouble.code } } },
  }
}

const isHere = (kind: string, file: OrderFile, at: number): boolean =>
  kind === AHEAD ? !isAhead(file, at) : isConfirmed(file, file.order.operations[at]!.operation)

/** What was raised and is over with what the case knows now: it clears itself. */
export function nowSettled(file: OrderFile): Pick<Outcome<OrderFile>, 'settles'> & { readonly file: OrderFile } {
  const raised = Object.entries(file.raised ?? {})
  const over = raised.filter(([name]) => {
    const kind = name.startsWith(AHEAD) ? AHEAD : CONFIRMATION
    const at = file.order.operations.findIndex(({ operation }) => name === `${kind}${operation}`)
    return at < 0 || isHere(kind, file, at)
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
    codes[CONFIRMATION],
    `${name} (${operation}) of ${label} should have been reported${expected ? ` by ${minuteOf(expected)}` : ''}${need}; nothing was.`,
    'Find out what is true on the floor and report it, or plan the order anew in Odoo.',
  )
}

function ahead({ label, operations }: ProductionOrder, at: number): Trouble {
  const [before, here] = [operations[at - 1]!, operations[at]!]
  return wrong(
    codes[AHEAD],
    `${here.name} (${here.operation}) of ${label} has reported more than ${before.name} (${before.operation}) has delivered.`,
    'Report the operation before, or take back what was too much.',
  )
}
