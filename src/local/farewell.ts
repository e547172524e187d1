import type { Say } from './say.ts'

const farewells = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Settles with the first signal that asks us to end. The same wish often comes twice (from the terminal and from npm),
 * so later ones are swallowed: stopping in good order is under way.
 */
export const askedToEnd = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const name of farewells) process.on(name, resolve)
  })

/** So long a hub may take to end in good order: less than those wait who start and stop services. */
const PATIENCE = 25_000

/**
 * Ends the process for good where stopping in good order does not come to its end, and says what it was waiting for. What a
 * hub has taken is written down, so nothing is lost by that; a service that never ends is ended by somebody in the middle
 * of something else.
 */
export function endAtTheLatest(say: Say, patience = PATIENCE): void {
  const give = (): never => {
    const still = [...new Set(process.getActiveResourcesInfo())].join(', ')
    say(`not stopped after ${patience / 1000} s, and ended as it is; it was waiting for ${still}`)
    return process.exit(1)
  }
  setTimeout(give, patience).unref()
}
