import { Refused } from '#kernel/failure'
import type { Acceptance, NewMessage } from '../store.ts'

type Judged = Pick<NewMessage, 'id' | 'plant' | 'wire'>

/** What came in one record is accepted whole: nothing new of it stands beside what contradicts an earlier event. */
export function assertWhole(messages: readonly Judged[], acceptances: readonly Pick<Acceptance, 'kind'>[]): void {
  const judged = messages.map((message, at) => ({ ...message, kind: acceptances[at]!.kind }))
  const records = Map.groupBy(
    judged.filter(({ wire }) => wire !== undefined),
    ({ plant, wire }) => `${plant} ${wire}`,
  )
  for (const parts of records.values())
    if (parts.some(({ kind }) => kind === 'accepted')) assertNoneContradicts(parts, parts)
}

/** None of them says something else under an id that is known. */
export function assertNoneContradicts(
  messages: readonly Pick<NewMessage, 'id'>[],
  acceptances: readonly Pick<Acceptance, 'kind'>[],
): void {
  const other = messages.find((_, at) => acceptances[at]!.kind === 'conflict')
  if (other)
    throw new Refused(
      'DUPLICATE_CONFLICT',
      `Event ${other.id} was accepted before with other content, so nothing that came with it is taken. Send a correction under new ids.`,
    )
}
