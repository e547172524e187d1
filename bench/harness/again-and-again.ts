import { setTimeout as pause } from 'node:timers/promises'

/** Does something every second until it is asked to stop. */
export function againAndAgain(work: () => Promise<void>): { readonly stop: () => Promise<void> } {
  let goesOn = true
  const ended = (async () => {
    for (; goesOn; await pause(1000)) await work()
  })()
  return {
    stop: () => {
      goesOn = false
      return ended
    },
  }
}
