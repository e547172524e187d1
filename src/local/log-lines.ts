import { writeSync } from 'node:fs'
import type { DestinationStream } from 'pino'

/**
 * Takes lines of a log and never fails: a disk that is full must not end the hub. What could not be written is counted,
 * and told as soon as something can be written again.
 */
export function logLines(write: (text: string) => void): DestinationStream {
  let missing = 0
  return {
    write(line) {
      try {
        // Of the line that failed first a part may stand there.
        if (missing > 0) write(`\n${told(missing)}\n`)
        missing = 0
        write(line)
      } catch {
        missing++
      }
    },
  }
}

const told = (missing: number): string =>
  JSON.stringify({ level: 40, time: Date.now(), missing, msg: 'Lines of this log could not be written' })

/** Writes all of a text to an open file, or throws. */
export const writerTo =
  (handle: number) =>
  (text: string): void => {
    const bytes = Buffer.from(text)
    let waits = 0
    for (let at = 0; at < bytes.length;)
      try {
        at += writeSync(handle, bytes, at)
      } catch (error) {
        // A pipe that is full is read in a moment, if at all.
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || ++waits > 100) throw error
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
      }
  }
