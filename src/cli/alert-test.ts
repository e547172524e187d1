import { rulesBook } from '#governance/rules/versions'
import { systemClock, uuids } from '#kernel/world'
import { flows } from '../flows/index.ts'
import { Trouble } from '../local/trouble.ts'
import { actorOf } from './actor.ts'
import { onAlerts } from './alerts-here.ts'
import { homeOf } from './home.ts'
import type { World } from './world.ts'

interface Options {
  readonly plant: string
  readonly to: string
  readonly json?: boolean
}

export async function alertTest(world: World, { plant, to, json }: Options): Promise<void> {
  const notice = await onAlerts(world, async (alerts, database) => {
    const now = () => systemClock.now()
    // Only read from here: what the rules may speak of does not matter.
    const book = rulesBook({
      database,
      home: homeOf(world),
      known: { plants: [], systems: [], flows },
      ids: uuids(systemClock),
      now,
    })
    const inForce = (await book.approved()).findLast(({ from }) => from <= now())
    const { recipients } = (inForce && (await book.read(inForce.version)))?.rules.alerting ?? { recipients: [] }
    const recipient = recipients.find((one) => one.plant === plant && one.id === to)
    if (!recipient)
      throw new Trouble(
        'failed',
        `The rules of plant ${plant} name no recipient ${to}; see Rules, Alerts in the console.`,
      )
    return alerts.test(recipient, plant, actorOf(world))
  })
  world.print(
    json
      ? JSON.stringify({ notice })
      : `${to} is told within seconds while the hub runs; what came of it stands under Messages.`,
  )
}
