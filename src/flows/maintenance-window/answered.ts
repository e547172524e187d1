import type { EffectAnswered, Outcome, Situation } from '#engine'
import type { WindowFile } from '#model/maintenance-window-case'
import type { CloudEvent, Message } from '#model/message'
import { PlanningPlatform } from '#model/ports/planning-platform'
import { capacityChanged } from '../capacity-changed.ts'
import { replanAsked } from '../replan-asked.ts'

/** What was to be done there meanwhile needs another place. */
const replanned = (message: Message, { window, booked }: WindowFile, workCentre: string): CloudEvent =>
  replanAsked(message, {
    ...{ cause: 'window', of: window, workCentre },
    why: `${window} takes ${booked?.workCentres.find(({ id }) => id === workCentre)?.name ?? workCentre} out of work.`,
    ...(booked ? { from: booked.start, until: booked.end } : {}),
  })

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
  const data: WindowFile = { ...file.data, erp: { ...file.data.erp, [workCentre]: came } }
  const events = [
    ...(came === 'closed' && file.data.affected.length > 0 ? [replanned(message, data, workCentre)] : []),
    ...(came !== 'refused' && keeps(PlanningPlatform)
      ? [capacityChanged(message, body, nameOf(file.data, workCentre))]
      : []),
  ]
  return { verdict: 'accepted', sentence, file: { state: file.state, data }, ...(events.length > 0 ? { events } : {}) }
}
