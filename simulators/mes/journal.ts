import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Faults } from './faults.ts'

/** A delivery of the hub, as it was taken: nothing is answered with yes before this is on the disk. */
export interface TakenOrder {
  readonly entry: 'order'
  readonly at: number
  readonly id: string
  readonly type: string
  readonly data: unknown
  /** Switches that decided what became of it. */
  readonly refused: boolean
  readonly acknowledged: boolean
  /** It is planned for later, and is not begun before. */
  readonly waits?: true
}

/** A report as it goes out, to the byte: a repeat after a crash is the very same. */
export interface MadeReport {
  readonly entry: 'made'
  readonly at: number
  readonly no: string
  readonly order: string
  readonly sendAt: number
  readonly text: string
  readonly type: string
  readonly path: string
  /** Sent again on purpose, so long after the first time. */
  readonly again?: number
  /** Told wrongly: the truth does not have it, a later report puts it right. */
  readonly flawed?: true
  /** Goes out only when everything else about the order was taken. */
  readonly last?: true
  /** The first and the last number of its facts among those of the order. */
  readonly numbers?: readonly [first: number, last: number]
  /** Does not arrive the first time, although the MES believes so. */
  readonly lost?: true
}

/** The hub has asked for reports by their numbers. */
export interface AskedAgain {
  readonly entry: 'asked'
  readonly at: number
  readonly id: string
  readonly order: string
  readonly from: number
  readonly to: number
}

export type Entry =
  | TakenOrder
  | AskedAgain
  /** From here on these switches were set. */
  | { readonly entry: 'switched'; readonly at: number; readonly faults: Faults }
  | MadeReport
  /** The time has come for which an order was planned. */
  | { readonly entry: 'due'; readonly at: number; readonly order: string }
  /** The hub has it. */
  | { readonly entry: 'taken'; readonly at: number; readonly no: string }
  /** The hub said no, and will say no again. */
  | { readonly entry: 'refused'; readonly at: number; readonly no: string; readonly codes: readonly string[] }

/** What the MES remembers on disk: one line of JSON for each thing, appended. */
export interface Journal {
  readonly before: readonly Entry[]
  /** `safely`: survives a power cut too. Without it, it survives the end of this process. */
  write(entry: Entry, how?: 'safely'): void
  close(): void
}

export function openJournal(file: string): Journal {
  const handle = openSync(file, 'a+', 0o600)
  const bytes = readFileSync(handle)
  // A line that was cut off by the end of the process was never acted upon.
  const whole = bytes.lastIndexOf(0x0a) + 1
  if (whole < bytes.length) ftruncateSync(handle, whole)
  const before = bytes
    .subarray(0, whole)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry)
  return {
    before,
    write(entry, how) {
      writeSync(handle, `${JSON.stringify(entry)}\n`)
      if (how === 'safely') fdatasyncSync(handle)
    },
    close: () => closeSync(handle),
  }
}

/** For tests that need no disk. */
export function memoryJournal(entries: Entry[] = []): Journal {
  return { before: [...entries], write: (entry) => void entries.push(entry), close: () => {} }
}
