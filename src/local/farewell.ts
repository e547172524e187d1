const farewells = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Settles with the first signal that asks us to end. The same wish often comes twice (from the terminal and from npm),
 * so later ones are swallowed: stopping in good order is under way.
 */
export const askedToEnd = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    for (const name of farewells) process.on(name, resolve)
  })
