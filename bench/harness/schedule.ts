import { setTimeout as pause } from 'node:timers/promises'

/**
 * Sends so often in a second for so long, each at a moment that was fixed before, whatever became of those sent earlier:
 * a stalled receiver makes later ones late, and none of them is left out. `due` is that moment in milliseconds of the
 * epoch. Resolves when all have been answered.
 */
export async function onSchedule(
  perSecond: number,
  goesOn: (nth: number) => boolean,
  send: (nth: number, due: number) => Promise<void>,
): Promise<void> {
  const from = Date.now()
  // Of hours of sending only what is not answered yet is kept.
  const underWay = new Set<Promise<void>>()
  for (let nth = 0; goesOn(nth); nth++) {
    const due = from + (nth * 1000) / perSecond
    const early = due - Date.now()
    if (early > 0) await pause(early)
    const sent = send(nth, due).finally(() => underWay.delete(sent))
    underWay.add(sent)
  }
  await Promise.all(underWay)
}
