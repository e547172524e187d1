import type { EffectAnswered, Outcome, Situation } from '#engine'
import type { WindowFile } from '#model/maintenance-window-case'

/** What the ERP came to is kept with the window, so that its page says what stands there. */
export function answeredBlock({
  body: { operation, state, body, failure },
  file,
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
  return { verdict: 'accepted', sentence, file: { state: file.state, data } }
}
