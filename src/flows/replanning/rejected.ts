import { BY_HAND, defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { systemOf } from '#model/message'
import { moveOfReplan, type ReplanFile } from '#model/replan-case'
import { REPLAN_REJECTED, ReplanRejected } from '#model/replan'
import { REMINDER, REVIEW } from './flow.ts'
import { no, notByAPerson } from './no.ts'

/** A planner leaves all as it is, and says why. */
export const replanRejection = defineFlow({
  name: 'replan-rejection',
  version: '1',
  purpose: 'A plan a planner rejects moves nothing, and its reason is kept',
  owner: 'planner',
  on: [REPLAN_REJECTED],
  body: ReplanRejected,
  target: { p95: seconds(30), p99: minutes(1) },

  decide({ message, body, file, now }): Outcome<ReplanFile> {
    if (message.receivedFrom !== BY_HAND) return notByAPerson
    const data: ReplanFile | undefined = file?.data
    if (!data || !file) return no('UNKNOWN_REPLAN', `Nobody has asked for ${body.replan}.`)
    const move = moveOfReplan(file.state, 'reject')
    if ('no' in move) return no(move.no, `${body.replan} is ${file.state} and cannot be rejected.`)
    if (data.basis !== body.basis) return no('SHOWN_CHANGED', `The proposal for ${body.replan} is another by now.`)
    const by = message.actor ?? systemOf(message.source)
    return {
      verdict: 'accepted',
      sentence: `${by} leaves all as it is: ${body.reason}`,
      file: { state: move.to, data: { ...data, decided: { by, at: now, reason: body.reason } } },
      settles: [{ code: REVIEW, reminder: REMINDER }],
    }
  },

  answered: (): Outcome<ReplanFile> => ({ verdict: 'accepted', sentence: 'Nothing was asked of another system.' }),
})
