import type { EffectAnswered, Outcome, Situation } from '#engine'
import { isOver, type WindowFile } from '#model/maintenance-window-case'
import { PlanningPlatform } from '#model/ports/planning-platform'
import { capacityChanged } from '../capacity-changed.ts'
import { replanned, withdrawn, withoutReplan } from './replanned.ts'

const nameOf = ({ booked, workCentres }: WindowFile, workCentre: string): string =>
  [...(booked?.workCentres ?? []), ...workCentres].find(({ id }) => id === workCentre)?.name ?? workCentre

/** What the ERP came to is kept with the window, so that its page says what stands there. */
export function answeredBlock({
  message,
  body: { operation, state, body, failure },
  file,
  keeps,
}: Situation<EffectAnswered, Record<never, never>, WindowFile>): Outcome<WindowFile> {
  const { workCentre } = body as { readonly workCentre: string }
  const isFreed = operation === 'freeBlock'
  const sentence =
    state === 'confirmed'
      ? `The ERP has ${isFreed ? 'freed' : 'closed'} the work centre for it.`
      : `The ERP would not: ${failure?.sentence ?? 'it gave no reason'}`
  if (!file) return { verdict: 'accepted', sentence }
  const came = state === 'confirmed' ? (isFreed ? 'free' : 'closed') : 'refused'
  const erp = { ...file.data.erp, [workCentre]: came } as const
  // What was called off or is over by now takes nothing from anybody.
  const isClosed = came === 'closed' && !isOver(file.state)
  const isInTheWay = file.data.affected.length > 0
  const kept = isClosed ? withoutReplan(file.data) : file.data
  const data: WindowFile = { ...kept, erp, ...(isClosed && isInTheWay ? { isPlanned: true } : {}) }
  const events = [
    ...(isClosed && isInTheWay ? [replanned(message, data, workCentre)] : []),
    ...(isClosed && !isInTheWay ? withdrawn(message, file.data, 'is in the way of no order any more') : []),
    ...(came !== 'refused' && keeps(PlanningPlatform)
      ? [capacityChanged(message, body, nameOf(file.data, workCentre))]
      : []),
  ]
  return { verdict: 'accepted', sentence, file: { state: file.state, data }, ...(events.length > 0 ? { events } : {}) }
}
