import { days, type Instant, later } from '#kernel/time'

/** Messages a volume should hold at most: its indexes then fit into the memory of a small machine. */
const ROOM = 20_000_000

/** How long a volume may be, longest first. */
const LENGTHS = [360, 180, 90, 30, 7]

/** Where the volume after this end ends: as long as may be, by how many messages a day have come of late. */
export function nextEnd(end: Instant, messagesADay: number): Instant {
  const length = LENGTHS.find((each) => each * messagesADay <= ROOM) ?? LENGTHS.at(-1)!
  return later(end, days(length))
}
