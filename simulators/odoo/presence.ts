import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Faults } from './faults.ts'

/** Whether somebody listens at the port, as the faults say: away for good, or there and away in turns. */
export function presence(server: Server, faults: Readonly<Faults>, drop: () => void) {
  const { port } = server.address() as AddressInfo
  let isThere = true
  let turn: NodeJS.Timeout | undefined

  function be(there: boolean): void {
    if (there === isThere) return
    isThere = there
    if (there) return void server.listen(port, '127.0.0.1')
    drop()
    server.close()
    server.closeAllConnections()
  }

  function flap(): void {
    be(!isThere)
    turn = setTimeout(flap, (isThere ? faults.flapUp : faults.flapDown) * 1000).unref()
  }

  return {
    /** After faults were set. */
    follow(): void {
      clearTimeout(turn)
      be(!faults.away)
      if (!faults.away && faults.flapUp > 0 && faults.flapDown > 0)
        turn = setTimeout(flap, faults.flapUp * 1000).unref()
    },
    async end(): Promise<void> {
      clearTimeout(turn)
      if (!isThere) return
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
