import { z } from 'zod'
import type { Estate } from '#governance/estate'
import { readEstate } from '#governance/estate-file'
import { chat } from '../connectors/chat/index.ts'
import { mail } from '../connectors/mail/index.ts'
import { guardOf } from '../connectors/outbound.ts'
import { webhook } from '../connectors/webhook/index.ts'
import { type Symptom, well, wrong } from './symptom.ts'
import type { World } from './world.ts'

const channels = { mail, webhook, chat } as const

type EstateSystem = Estate['systems'][number]
type Channel = EstateSystem & { readonly kind: keyof typeof channels }

const isChannel = (system: EstateSystem): system is Channel => Object.hasOwn(channels, system.kind)

/** The channels that alerts leave by, each as far as it can be tried without telling anybody anything. */
export async function channelSymptoms({ env }: World): Promise<readonly Symptom[]> {
  const folder = env['MILLWRIGHT_ESTATE']
  if (!folder) return []
  const { systems, outbound } = readEstate(folder, env)
  const guard = guardOf(outbound)
  return Promise.all(
    systems.filter(isChannel).map(async ({ id, kind, settings }) => {
      const channel = channels[kind]
      const read = (channel.settings as z.ZodType).safeParse(settings)
      if (!read.success) return wrong(id, `its settings in the estate are not understood: ${saidOf(read.error)}`)
      try {
        return well(id, await channel.probe(read.data as never, { guard }))
      } catch (error) {
        return wrong(id, (error as Error).message)
      }
    }),
  )
}

const saidOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ')
