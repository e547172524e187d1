import { defineFlow, type Outcome, type RefusedFact, type Situation, type Trouble, wasRefused } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { type Instant, minutes, seconds } from '#kernel/time'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { ReplanDesk } from '#model/ports/replan-desk'
import { moveOfReplan, type Proposal, type ReplanFile, type ReplanOption } from '#model/replan-case'
import { REPLAN_REQUESTED, ReplanRequested } from '#model/replan'
import { answeredChange } from './answered.ts'
import { applied, changeOf } from './apply.ts'
import { judgeProposal } from './judge.ts'
import { lacksText, optionText } from './words.ts'

type Asked = Situation<ReplanRequested, { readonly proposal: Proposal | RefusedFact | undefined }, ReplanFile>

export const REVIEW = 'REPLAN_TO_REVIEW'
export const REMINDER = 'review'

/**
 * Something changed what the plant can do: it is planned anew, on what the ERP says is open at one moment. The plant's
 * rules say whether a planner decides or the hub does; until then nothing moves.
 */
export const replanning = defineFlow({
  name: 'replanning',
  version: '1',
  purpose: 'When something changes what the plant can do, its open work gets a plan that can be carried out',
  owner: 'planner',
  on: [REPLAN_REQUESTED],
  body: ReplanRequested,
  target: { p95: minutes(1), p99: minutes(3) },
  hearsConfirmations: true,

  facts: ({ plant }, { replan, isOver }, file: { readonly state: string; readonly data: ReplanFile } | undefined) => ({
    proposal: !isOver && mayAsk(file?.state) ? ReplanDesk.proposal({ plant, replan }) : undefined,
  }),

  decide: (situation): Outcome<ReplanFile> => decided(situation as Asked),

  answered: answeredChange,

  due({ message, file }): Outcome<ReplanFile> {
    const data: ReplanFile | undefined = file?.data
    if (!data || file?.state !== 'proposed') return { verdict: 'accepted', sentence: 'It is decided.' }
    if (data.message !== message.causation) return { verdict: 'accepted', sentence: 'It was planned anew since.' }
    const sentence = `A new plan waits for a planner: ${data.asked.why}`
    return {
      verdict: 'flagged',
      code: REVIEW,
      sentence,
      trouble: { code: REVIEW, owner: 'planner', sentence, suggestion },
    }
  },
})

const suggestion = 'Open it on the schedule board: accept one of its options, change it, or reject it with a reason.'

const mayAsk = (state: string | undefined): boolean => state === undefined || !('no' in moveOfReplan(state, 'request'))

function decided({ message, body, facts: { proposal }, file, now, policy, keeps }: Asked): Outcome<ReplanFile> {
  const rules = policy.replanning
  if (body.isOver) return withdrawn(body, file)
  if (!keeps(PlanningLedger)) return { verdict: 'accepted', sentence: 'No system keeps the plan of this plant.' }
  if (rules.mode === 'off' && body.cause !== 'person')
    return { verdict: 'accepted', sentence: 'The plant plans anew only when somebody asks.' }
  if (!proposal) return { verdict: 'accepted', sentence: `${body.replan} is being written into the ERP just now.` }
  if (wasRefused(proposal)) return impossible(proposal.refused.sentence)
  const basis = sha256(canonicalJson(proposal as unknown as Json))
  const data: ReplanFile = {
    asked: body,
    attempt: (file?.data.attempt ?? 0) + 1,
    basis,
    proposal,
    message: message.messageId,
  }
  const lacks = lacksText(proposal)
  const settles = [{ code: REVIEW, reminder: REMINDER }]
  const verdict = judgeProposal(proposal, rules)
  switch (verdict.kind) {
    case 'needless':
      return {
        verdict: 'accepted',
        sentence: `${body.why} All that is planned can stay where it is.${lacks}`,
        file: { state: 'needless', data },
        settles,
      }
    case 'impossible':
      return { ...impossible(verdict.sentence), file: { state: 'impossible', data }, settles }
    case 'review':
      return {
        verdict: 'flagged',
        code: REVIEW,
        sentence: `${body.why} ${optionText(verdict.best)} A planner decides, since ${verdict.because}.${lacks}`,
        file: { state: 'proposed', data },
        settles,
        reminders: [{ name: REMINDER, after: seconds(1) }],
      }
    case 'auto':
      return byItself(message.plant, now, data, verdict.best)
  }
}

/** What nobody has decided on is not asked any more; what was decided stands, and is taken back by whoever decided. */
function withdrawn({ why }: ReplanRequested, file: Asked['file']): Outcome<ReplanFile> {
  if (file?.state !== 'proposed') return { verdict: 'accepted', sentence: `${why} There is nothing to withdraw.` }
  return {
    verdict: 'accepted',
    sentence: `${why} The new plan is not needed any more.`,
    file: { state: 'needless', data: { ...file.data, said: why } },
    settles: [{ code: REVIEW, reminder: REMINDER }],
  }
}

/** Little moves, and the plant leaves that to the hub. */
function byItself(plant: string, at: Instant, data: ReplanFile, best: ReplanOption): Outcome<ReplanFile> {
  const change = changeOf(plant, data.asked.replan, best)
  return {
    verdict: 'accepted',
    sentence: `${data.asked.why} ${optionText(best)} The plant’s rules leave that to the hub.`,
    file: {
      state: 'applying',
      data: { ...data, change, decided: { by: 'the plant’s rules', at, policy: best.policy } },
    },
    intents: [applied(change)],
    settles: [{ code: REVIEW, reminder: REMINDER }],
  }
}

function impossible(why: string): Outcome<ReplanFile> {
  const trouble: Trouble = {
    code: 'NOT_PLANNABLE',
    owner: 'planner',
    sentence: `No plan can be made of what is open: ${why}`,
    suggestion: 'Correct in Odoo what the sentence names, then ask for a new plan on the schedule board.',
  }
  return { verdict: 'refused', code: trouble.code, sentence: trouble.sentence, trouble }
}
