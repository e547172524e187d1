import type { EffectAnswered, Outcome, Situation } from '#engine'
import type { DowntimeFile } from '#model/asset-downtime-case'
import { PlanningPlatform } from '#model/ports/planning-platform'
import { capacityChanged } from '../capacity-changed.ts'
import { blockName } from './blocks.ts'
import { replanned } from './replanned.ts'

/** What the ERP came to is kept with the standstill, so that its page says what stands there. */
export function answeredBlock({
  message,
  body: { operation, state, body, failure },
  file,
  keeps,
}: Situation<EffectAnswered, Record<never, never>, DowntimeFile>): Outcome<DowntimeFile> {
  const { window, workCentre } = body as { readonly window: string; readonly workCentre: string }
  const isFreed = operation === 'freeBlock'
  const sentence =
    state === 'confirmed'
      ? `The ERP has ${isFreed ? 'freed' : 'closed'} the work centre for it.`
      : `The ERP would not: ${failure?.sentence ?? 'it gave no reason'}`
  if (!file) return { verdict: 'accepted', sentence }
  const { data } = file
  const erp = state === 'confirmed' ? (isFreed ? 'free' : 'closed') : 'refused'
  const downtimes = data.downtimes.map((one) =>
    one.block?.workCentre.id === workCentre && blockName(message.plant, data.asset, one.number) === window
      ? { ...one, block: { ...one.block, erp } as const }
      : one,
  )
  const now = { ...data, downtimes }
  const mine = downtimes.filter((one, nth) => one !== data.downtimes[nth])
  const name = mine[0]?.block?.workCentre.name ?? workCentre
  const events = [
    ...mine.flatMap((one) => replanned(message, now, one)),
    ...(erp !== 'refused' && keeps(PlanningPlatform) ? [capacityChanged(message, body, name)] : []),
  ]
  return { verdict: 'accepted', sentence, file: { state: file.state, data: now }, events }
}
