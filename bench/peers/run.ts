import { drain } from './drain.ts'
import { openDoor } from './door.ts'
import type { Queue } from './queue.ts'

/** `peer.ts door` or `peer.ts drain EVENTS KEYS`. */
export async function run(queue: Queue): Promise<void> {
  const [what, count, keys] = process.argv.slice(2)
  if (what === 'drain') await drain(queue, Number(count), Number(keys))
  else openDoor(queue)
}
