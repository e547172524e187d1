import { BY_HAND, defineFlow, type Outcome, type RefusedFact, type Situation, wasRefused } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { systemOf } from '#model/message'
import { ReplanDesk } from '#model/ports/replan-desk'
import { type EditedOption, moveOfReplan, type ReplanFile } from '#model/replan-case'
import { REPLAN_ACCEPTED, ReplanAccepted } from '#model/replan'
import { answeredChange } from './answered.ts'
import { applied, changeOf } from './apply.ts'
import { REMINDER, REVIEW } from './flow.ts'
import { no, notByAPerson } from './no.ts'
import { optionText } from './words.ts'

type Accepted = Situation<ReplanAccepted, { readonly edited: EditedOption | RefusedFact | undefined }, ReplanFile>

/** A planner takes an option, as it was proposed or with operations put elsewhere: exactly that is what the ERP is to carry. */
export const replanAcceptance = defineFlow({
  name: 'replan-acceptance',
  version: '1',
  purpose: 'The plan a planner accepts stands in the ERP, once',
  owner: 'planner',
  on: [REPLAN_ACCEPTED],
  body: ReplanAccepted,
  target: { p95: seconds(30), p99: minutes(1) },
  hearsConfirmations: true,

  facts: (
    { plant },
    { replan, basis, policy, edits },
    _file: { readonly data: ReplanFile; readonly state: string } | undefined,
  ) => ({
    edited: edits && edits.length > 0 ? ReplanDesk.edited({ plant, replan, basis, policy, edits }) : undefined,
  }),

  decide: (situation): Outcome<ReplanFile> => decided(situation as Accepted),

  answered: answeredChange,
})

function decided({ message, body, facts: { edited }, file, now }: Accepted): Outcome<ReplanFile> {
  if (message.receivedFrom !== BY_HAND) return notByAPerson
  const data: ReplanFile | undefined = file?.data
  if (!data || !file) return no('UNKNOWN_REPLAN', `Nobody has asked for ${body.replan}.`)
  const move = moveOfReplan(file.state, 'accept')
  if ('no' in move) return no(move.no, `${body.replan} is ${file.state} and cannot be accepted.`)
  if (data.basis !== body.basis) return no('SHOWN_CHANGED', `The proposal for ${body.replan} is another by now.`)
  if (edited && wasRefused(edited)) return no(edited.refused.code, edited.refused.sentence)
  if (edited?.refusal) return no(edited.refusal.code, edited.refusal.sentence)
  const option = edited?.option ?? data.proposal.options.find(({ policy }) => policy === body.policy)
  if (!option) return no('UNKNOWN_OPTION', `${body.replan} has no option ${body.policy}.`)
  if (option.moves.length === 0)
    return no('NOTHING_TO_DO', 'Nothing moves in that option; reject it to leave all as it is.')
  const change = changeOf(message.plant, body.replan, option)
  const by = message.actor ?? systemOf(message.source)
  const { undone: _undone, said: _said, ...rest } = data
  return {
    verdict: 'accepted',
    sentence: `${by} has accepted: ${optionText(option)}`,
    file: {
      state: move.to,
      data: {
        ...rest,
        change,
        decided: {
          by,
          at: now,
          policy: body.policy,
          ...(body.edits?.length ? { edits: body.edits.length } : {}),
          ...(body.reason ? { reason: body.reason } : {}),
        },
      },
    },
    intents: [applied(change)],
    settles: [{ code: REVIEW, reminder: REMINDER }],
  }
}
