import type { Booking, Line } from '#why'
import { titleOf } from '../pages/messages.ts'
import type { WhyLine } from './contract.ts'

/** Lines with the events behind them, named as people know them. */
export function linesFrom(lines: readonly Line[], bookings: readonly Booking[]): WhyLine[] {
  const byEffect = new Map(bookings.map((one) => [one.effect, one]))
  return lines.map(({ effect, reversedBy, ...line }) => {
    const booking = effect === null ? undefined : byEffect.get(effect)
    return {
      ...line,
      event: booking ? eventFrom(booking) : null,
      reversedBy: reversedBy.flatMap((key) => {
        const by = byEffect.get(key)
        return by ? [{ messageId: by.messageId, title: titleOf(by.type), id: by.id }] : []
      }),
    }
  })
}

const eventFrom = (of: Booking): WhyLine['event'] => ({
  messageId: of.messageId,
  title: titleOf(of.type),
  id: of.id,
  receivedFrom: of.receivedFrom,
  actor: of.actor,
  occurredAt: of.occurredAt,
  recordedAt: of.recordedAt,
  receivedAt: of.receivedAt,
  flow: of.flow,
  verdict: of.verdict,
  sentence: of.sentence,
  rules: of.rules,
  fieldTable: of.fieldTable,
  people: [...of.people],
})
