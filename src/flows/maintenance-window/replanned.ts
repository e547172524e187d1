import type { WindowFile } from '#model/maintenance-window-case'
import type { CloudEvent, Message } from '#model/message'
import { replanAsked } from '../replan-asked.ts'

/** What was to be done there meanwhile needs another place. */
export const replanned = (message: Message, { window, booked }: WindowFile, workCentre: string): CloudEvent =>
  replanAsked(message, {
    ...{ cause: 'window', of: window, workCentre },
    why: `${window} takes ${booked?.workCentres.find(({ id }) => id === workCentre)?.name ?? workCentre} out of work.`,
    ...(booked ? { from: booked.start, until: booked.end } : {}),
  })

/** Once it takes nothing from anybody, nobody has to decide any more on a plan that was made because it did. */
export const withdrawn = (
  message: Message,
  { window, isPlanned }: WindowFile,
  because: string,
): readonly CloudEvent[] =>
  isPlanned ? [replanAsked(message, { cause: 'window', of: window, why: `${window} ${because}.`, isOver: true })] : []

export function withoutReplan({ isPlanned: _, ...file }: WindowFile): WindowFile {
  return file
}
