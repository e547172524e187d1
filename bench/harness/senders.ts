import type { Connection } from './connection.ts'
import type { Events } from './events.ts'

export interface Senders {
  /** One strand a connection: sends the next event, or batch, and resolves when it is acknowledged. */
  readonly strands: readonly (() => Promise<number>)[]
  /** Hangs up, and tells how many were acknowledged. */
  close(): number
}

/** Connections that send the next event, or a batch, as soon as the one before is acknowledged. */
export async function sendersOver(
  connect: () => Promise<Connection>,
  told: Events,
  connections: number,
  each: number,
): Promise<Senders> {
  const open = await Promise.all(Array.from({ length: connections }, connect))
  let accepted = 0
  return {
    strands: open.map((connection) => async () => {
      const texts = Array.from({ length: each }, () => told.next().text)
      const status = await connection.post(each === 1 ? texts[0]! : `[${texts.join(',')}]`)
      if (status !== 202) throw new Error(`the door answered ${status}`)
      accepted += each
      return each
    }),
    close() {
      for (const connection of open) connection.close()
      return accepted
    },
  }
}
