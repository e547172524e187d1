import type { Instant } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import { RECORD_CHANGED, type RecordChanged } from '#model/erp-change'
import type { FieldGroup } from '#model/field-groups'
import { type Message, systemOf } from '#model/message'

/** Which system owns a group of fields in a plant, from when until when; of those that hold the newest counts. */
export interface Ownership {
  readonly group: string
  readonly plant: string
  readonly owner: string
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
}

/** The system of record for a group of fields at a moment; undefined where nobody was declared. */
export function ownerOf(
  ownership: readonly Ownership[],
  plant: string,
  group: string,
  at: Instant,
): string | undefined {
  const holding = ownership.filter(
    (one) =>
      one.plant === plant &&
      one.group === group &&
      (one.from ?? '') <= at &&
      (one.until === undefined || at < one.until),
  )
  return holding.sort((one, other) => (one.from ?? '').localeCompare(other.from ?? '')).at(-1)?.owner
}

/** An event writes what its kind says; what somebody changed by hand names its fields. */
const writtenBy = ({ type, body }: Message): FieldGroup | undefined =>
  type === RECORD_CHANGED ? (body as unknown as RecordChanged).group : kindOf(type)?.writes

/** The system of record for what a message writes, when it is another than the one that sent it. */
export const ownerInsteadOf =
  (ownership: readonly Ownership[]) =>
  (message: Message): string | undefined => {
    const group = writtenBy(message)
    const owner = group && ownerOf(ownership, message.plant, group, message.receivedAt)
    return owner === systemOf(message.source) ? undefined : owner
  }
