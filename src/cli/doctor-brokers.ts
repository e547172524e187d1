import { z } from 'zod'
import { readEstate } from '#governance/estate-file'
import { mqtt } from '../connectors/mqtt/index.ts'
import { guardOf } from '../connectors/outbound.ts'
import { type Symptom, well, wrong } from './symptom.ts'
import type { World } from './world.ts'

/** Each broker of the estate: whether it lets the hub in, and read its topics. The hub that listens there is not disturbed. */
export async function brokerSymptoms({ env }: Pick<World, 'env'>): Promise<readonly Symptom[]> {
  const folder = env['MILLWRIGHT_ESTATE']
  if (!folder) return []
  const { systems, outbound } = readEstate(folder, env)
  const guard = guardOf(outbound)
  return Promise.all(
    systems
      .filter(({ kind }) => kind === 'mqtt')
      .map(async ({ id, plants, settings }) => {
        const read = mqtt.settings.safeParse({ ...settings, system: id, plants })
        if (!read.success)
          return wrong(id, `its settings in the estate are not understood: ${z.prettifyError(read.error)}`)
        try {
          return well(id, await mqtt.probe(read.data, { guard }))
        } catch (error) {
          return wrong(id, (error as Error).message)
        }
      }),
  )
}
