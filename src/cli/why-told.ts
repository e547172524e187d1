import type { Figure } from '#model/account'
import type { Booking, Line, Why } from '#why'
import { table } from './table.ts'

/** An explanation as text: the value, a line for each part, and what nobody can answer for. */
export function told(label: string, { figure, order: _, ...of }: Figure, { explanation, bookings }: Why): string {
  const { value, unit, measure, readAt, lines, unexplained, isWhole } = explanation
  const named = [figure, ...Object.values(of)].join(' ')
  const unitWord = measure === 'state' || measure === 'moment' ? '' : ` ${unit}`
  const byEffect = new Map(bookings.map((one) => [one.effect, one]))
  return [
    `${label}, ${named}: ${value ?? 'not set'}${unitWord} in Odoo at ${readAt}`,
    lines.length > 0
      ? table(lines.map((line) => rowOf(line, line.effect ? byEffect.get(line.effect) : undefined)))
      : '(nothing has happened yet)',
    isWhole
      ? 'Every part is explained.'
      : `NOT EXPLAINED: ${unexplained}${unitWord}. No event of the hub and nobody in Odoo stands behind it.`,
  ].join('\n')
}

const rowOf = (
  { origin, amount, standsAt, at, by, document, rule, reversedBy }: Line,
  booking: Booking | undefined,
) => ({
  part: amount ?? '',
  'stands at': standsAt ?? 'not set',
  'happened at': booking?.occurredAt ?? at,
  'booked at': at,
  what: booking
    ? `${booking.type.replace(/^mfg\.production\.|\.v1$/g, '')} ${booking.id}`
    : (rule?.toLowerCase() ?? origin),
  by,
  rules: booking?.rules ? `${booking.rules.version} (${booking.rules.approvedBy ?? booking.rules.proposedBy})` : '',
  table: booking?.fieldTable ? `${booking.fieldTable.table} ${booking.fieldTable.hash?.slice(0, 8) ?? ''}`.trim() : '',
  agreed: booking?.people.map(({ by: who }) => who).join(', ') ?? '',
  'taken back': reversedBy.length > 0 ? 'yes' : '',
  'in Odoo': `${document.kind} ${document.id}`,
})
