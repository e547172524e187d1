import { z } from 'zod'
import type { Estate } from '#governance/estate'
import { readEstate } from '#governance/estate-file'
import { atlas } from '../connectors/atlas/index.ts'
import { maintainX } from '../connectors/maintainx/index.ts'
import { type Symptom, well, wrong } from './symptom.ts'
import type { World } from './world.ts'

const kinds = { atlas, maintainx: maintainX } as const

type EstateSystem = Estate['systems'][number]
type Cmms = EstateSystem & { readonly kind: keyof typeof kinds }

const isCmms = (system: EstateSystem): system is Cmms => Object.hasOwn(kinds, system.kind)

/** Each CMMS of the estate: whether it lets the hub in, and answers as it is read. Nothing is changed there. */
export async function cmmsSymptoms({ env }: Pick<World, 'env'>): Promise<readonly Symptom[]> {
  const folder = env['MILLWRIGHT_ESTATE']
  if (!folder) return []
  return Promise.all(
    readEstate(folder, env)
      .systems.filter(isCmms)
      .map(async ({ id, kind, plants, settings }) => {
        const read = (kinds[kind].settings as z.ZodType).safeParse({ ...settings, system: id, plants })
        if (!read.success)
          return wrong(id, `its settings in the estate are not understood: ${z.prettifyError(read.error)}`)
        const { probe, books } = kinds[kind].connect(read.data as never)
        try {
          await probe(AbortSignal.timeout(20_000))
          return well(id, `lets the hub in, which looks at it every ${books.pace.near / 1000} s`)
        } catch (error) {
          return wrong(id, (error as Error).message)
        }
      }),
  )
}
