import { Trouble } from '../local/trouble.ts'
import { actorOf } from './actor.ts'
import { onAlerts } from './alerts-here.ts'
import type { World } from './world.ts'

export async function alertAcknowledge(
  world: World,
  given: string,
  { note, json }: { readonly note?: string; readonly json?: boolean },
): Promise<void> {
  const done = await onAlerts(world, async (book) => {
    const open = await book.list(null, 'open')
    const meant = open.filter(({ alert_id: id }) => id.startsWith(given))
    const [alert, another] = meant
    if (!alert) throw new Trouble('failed', `No open alert begins with ${given}; "millwright alert list" shows them.`)
    if (another) throw new Trouble('failed', `${meant.length} alerts begin with ${given}; write more of the id.`)
    if ((await book.acknowledge([alert.alert_id], actorOf(world), note)) === 0)
      throw new Trouble('failed', `${alert.acknowledged_by} has acknowledged this already.`)
    return alert
  })
  world.print(json ? JSON.stringify({ acknowledged: done.alert_id }) : `Acknowledged: ${done.sentence}`)
}
