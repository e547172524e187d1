import type { Outcome } from '#engine'
import type { MaintenanceState } from '#model/maintenance'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'

export const UNCODED = 'FAILURE_MODE_MISSING'
/** The reminder that puts it before somebody; the trouble it raises is cleared under this name. */
export const REMINDER = 'failure-mode'

/** Whether a breakdown has come to its end and nobody has said how the thing had failed. */
export const isUncoded = (state: MaintenanceState, { order }: MaintenanceOrderFile): boolean =>
  order.kind === 'corrective-breakdown' &&
  (state === 'completed' || state === 'closed') &&
  order.failure?.mode === undefined

/** What follows for the coding of an order where it stands now: a breakdown without a failure mode is left out of reliability. */
export function coded(
  state: MaintenanceState,
  file: MaintenanceOrderFile,
): Pick<Outcome<MaintenanceOrderFile>, 'file' | 'reminders' | 'settles'> & { readonly said: string } {
  const { uncoded, ...rest } = file
  if (isUncoded(state, file))
    return {
      said: ' It was a breakdown, and its failure mode is missing: reliability leaves it out until somebody says it.',
      file: { state, data: { ...rest, uncoded: true } },
      ...(uncoded ? {} : { reminders: [{ name: REMINDER, after: 0 }] }),
    }
  const over = uncoded ? { settles: [{ code: UNCODED, reminder: REMINDER }] } : {}
  const said = uncoded && file.order.failure?.mode ? ' Its failure mode is known now, and it counts again.' : ''
  return { said, file: { state, data: rest }, ...over }
}

/** Said again when it is due, unless it was coded meanwhile. */
export function uncodedStill(file: { readonly data: MaintenanceOrderFile } | undefined): Outcome<MaintenanceOrderFile> {
  if (!file?.data.uncoded) return { verdict: 'accepted', sentence: 'The failure mode is known.' }
  const { label, assetName, asset } = file.data.order
  const sentence = `${label} was a breakdown of ${assetName ?? asset ?? 'something'}, and nobody has said how it failed.`
  return {
    verdict: 'flagged',
    code: UNCODED,
    sentence,
    trouble: {
      code: UNCODED,
      owner: 'supervisor',
      sentence,
      suggestion: 'Have the failure mode said in the CMMS: this clears itself, and the breakdown counts again.',
    },
  }
}
