import { BY_HAND, defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { systemOf } from '#model/message'
import { turnedAbout } from '#model/open-work'
import { moveOfReplan, type ReplanFile } from '#model/replan-case'
import { REPLAN_UNDONE, ReplanUndone } from '#model/replan'
import { answeredChange } from './answered.ts'
import { applied } from './apply.ts'
import { no, notByAPerson } from './no.ts'

/** The same change the other way about: each operation goes back to exactly where it was, where none has begun since. */
export const replanUndoing = defineFlow({
  name: 'replan-undoing',
  version: '1',
  purpose: 'A plan that was applied is taken back whole: the ERP has the former places again',
  owner: 'planner',
  on: [REPLAN_UNDONE],
  body: ReplanUndone,
  target: { p95: seconds(30), p99: minutes(1) },
  hearsConfirmations: true,

  decide({ message, body, file, now }): Outcome<ReplanFile> {
    if (message.receivedFrom !== BY_HAND) return notByAPerson
    const data: ReplanFile | undefined = file?.data
    if (!data || !file) return no('UNKNOWN_REPLAN', `Nobody has asked for ${body.replan}.`)
    const move = moveOfReplan(file.state, 'undo')
    if ('no' in move || !data.change)
      return no(
        'no' in move ? move.no : 'NOT_APPLIED',
        `${body.replan} is ${file.state}: there is nothing to take back.`,
      )
    const by = message.actor ?? systemOf(message.source)
    return {
      verdict: 'accepted',
      sentence: `${by} takes the plan back: ${body.reason}`,
      file: { state: move.to, data: { ...data, undone: { by, at: now, reason: body.reason } } },
      intents: [applied(turnedAbout(data.change))],
    }
  },

  answered: answeredChange,
})
