import type { FloorReport } from '#api'
import type { FloorEvent } from '../report/event.ts'

/** How far a report is: kept on the device, or what the hub says of it. */
export type Stand = 'kept' | FloorReport['state']

/** One event on the device, from the press to its end. */
export interface Entry {
  /** Given by the device's store; the order in which things were done. */
  readonly seq: number
  /** Events of one press bear the same. */
  readonly press: string
  readonly title: string
  readonly event: FloorEvent
  readonly stand: Stand
  readonly sentence: string
  readonly now: string | null
  /** The door itself has refused it: the hub has not kept it, and nothing more will come of it. */
  readonly atTheDoor?: true
  /** The press by which this one was taken back. */
  readonly takenBack?: string
}

/** What the hub still has a word to say about. */
export const isOpen = ({ stand, atTheDoor }: Entry): boolean =>
  ['on-its-way', 'waits'].includes(stand) || (stand === 'refused' && !atTheDoor)

/** The worst first: a press is told by the worst of its parts. */
const worst: readonly Stand[] = ['refused', 'waits', 'kept', 'on-its-way', 'set-aside', 'noted', 'booked']

export interface PressView {
  readonly press: string
  readonly title: string
  readonly at: string
  readonly entries: readonly Entry[]
  readonly stand: Stand
  readonly sentence: string
  readonly now: string | null
  readonly takenBack: boolean
}

/** The presses, latest first. */
export function pressesIn(entries: readonly Entry[]): readonly PressView[] {
  const groups = new Map<string, readonly Entry[]>()
  for (const entry of entries) groups.set(entry.press, [...(groups.get(entry.press) ?? []), entry])
  return [...groups]
    .map(([press, its]): PressView => {
      const told = its.toSorted((one, other) => worst.indexOf(one.stand) - worst.indexOf(other.stand))[0]!
      const { title, event } = its[0]!
      const { stand, sentence, now } = told
      return {
        press,
        title,
        at: event.time,
        entries: its,
        stand,
        sentence,
        now,
        takenBack: its.some((one) => one.takenBack),
      }
    })
    .toSorted((one, other) => other.entries[0]!.seq - one.entries[0]!.seq)
}
