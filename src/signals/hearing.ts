import { between, type Instant, seconds } from '#kernel/time'

/** What was said while nobody listened begins to come within this after a connection. */
const CALM = seconds(3)

/** Up to when everything that was said is heard: only so far may time pass for machines that say nothing. */
export function hearing(now: () => Instant) {
  let connectedAt: Instant | undefined
  let isCaughtUp = false
  let heardUpTo: Instant | undefined
  const isSettled = (): boolean => connectedAt !== undefined && between(connectedAt, now()) >= CALM

  return {
    connected(): void {
      connectedAt = now()
    },
    /** Something is said: until it is taken, something waits. */
    behind(): void {
      if (isCaughtUp && isSettled()) heardUpTo = now()
      isCaughtUp = false
    },
    caughtUp(): void {
      isCaughtUp = true
    },
    upTo: (): Instant | undefined => (isCaughtUp && isSettled() ? now() : heardUpTo),
  }
}
