import type { Alerting } from './alerting.ts'
import type { Known } from './problems.ts'

/** Kinds of systems that carry notices. */
export const channelKinds = ['mail', 'webhook', 'chat'] as const

/** Says which alerts would go to nobody: channels that are not set up, recipients nobody has named. */
export function sayWhomNobodyKnows(
  { recipients, routes }: Alerting,
  { plants, systems }: Known,
  say: (pointer: string, sentence: string) => void,
): void {
  const isPlant = (id: string) => plants.some((plant) => plant.id === id)
  recipients.forEach(({ plant, id, via, address }, at) => {
    const where = `/alerting/recipients/${at}`
    if (!isPlant(plant)) say(`${where}/plant`, `There is no plant ${plant}.`)
    const channel = systems.find((system) => system.id === via && system.plants.includes(plant))
    if (!channel || !(channelKinds as readonly (string | undefined)[]).includes(channel.kind))
      return say(`${where}/via`, `No channel ${via} for mail, webhook or chat is set up in plant ${plant}.`)
    if (channel.kind === 'mail' && address === undefined)
      say(`${where}/address`, `${id} has no address to send mail to.`)
    if (channel.kind !== 'mail' && address !== undefined)
      say(`${where}/address`, `${via} has an address of its own; ${id} must not name another.`)
  })
  routes.forEach(({ plant, id, steps }, at) => {
    if (!isPlant(plant)) say(`/alerting/routes/${at}/plant`, `There is no plant ${plant}.`)
    for (const to of new Set(steps.flatMap((step) => step.to)))
      if (!recipients.some((one) => one.plant === plant && one.id === to))
        say(`/alerting/routes/${at}/steps`, `The route ${id} names ${to}, who is no recipient of plant ${plant}.`)
  })
  for (const [name, list] of Object.entries({ recipients, routes }))
    list.forEach(({ plant, id }, at) => {
      if (list.findIndex((one) => one.plant === plant && one.id === id) < at)
        say(`/alerting/${name}/${at}`, `${id} is there twice in plant ${plant}.`)
    })
}
