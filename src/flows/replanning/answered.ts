import type { EffectAnswered, Outcome, Situation } from '#engine'
import { moveOfReplan, type ReplanFile } from '#model/replan-case'
import { replanAsked } from '../replan-asked.ts'

/** So often a plan that was overtaken is made again by itself. */
const ATTEMPTS = 3

/**
 * What the ERP came to. Where it had moved on since the plan was made nothing was written, and the plan is made again on
 * what stands now; a planner who had accepted sees the new one before anything moves.
 */
export function answeredChange({
  message,
  body: { state, failure },
  file,
}: Situation<EffectAnswered, Record<never, never>, ReplanFile>): Outcome<ReplanFile> {
  const data: ReplanFile | undefined = file?.data
  const done = state === 'confirmed'
  const move = file && moveOfReplan(file.state, done ? 'confirm' : 'refuse')
  if (!data || !move || 'no' in move)
    return { verdict: 'accepted', sentence: 'The ERP answered to what nobody waits for.' }
  const isUndoing = file.state === 'undoing'
  const said = done
    ? isUndoing
      ? 'The ERP has the former places again.'
      : 'The ERP has the new places.'
    : `The ERP would not: ${failure?.sentence ?? 'it gave no reason'}`
  const outcome = { sentence: said, file: { state: move.to, data: { ...data, said } } }
  if (done) return { verdict: 'accepted', ...outcome }
  const isOvertaken = failure?.code === 'STALE_PLAN' && !isUndoing
  if (isOvertaken && data.attempt < ATTEMPTS) {
    const { replan: _replan, ...wish } = data.asked
    return { verdict: 'flagged', code: 'STALE_PLAN', ...outcome, events: [replanAsked(message, wish)] }
  }
  return {
    verdict: 'flagged',
    code: failure?.code ?? 'STALE_PLAN',
    ...outcome,
    trouble: {
      code: failure?.code ?? 'STALE_PLAN',
      owner: 'planner',
      sentence: isUndoing ? `The former places are not set again: ${said}` : said,
      suggestion: 'Look at it on the schedule board, and ask for a new plan.',
    },
  }
}
