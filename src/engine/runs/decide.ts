import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { Instant } from '#kernel/time'
import { type Message, systemOf } from '#model/message'
import type { Connections } from '../connections.ts'
import type { EffectAnswered, Flow, Outcome, Policy, Reminder, Situation, Trouble } from '../flow.ts'
import type { CaseFile, ClaimedMessage } from '../store.ts'
import { asAgreed } from './by-hand.ts'
import type { RecordedFact } from './facts.ts'
import { EFFECT_ANSWERED, isOwn, REMINDER_DUE } from './own-messages.ts'
import { askedAgain, outOfSequence, SEQUENCE } from './sequence.ts'

export interface DecideParts {
  readonly policyOf: (plant: string) => Policy
  readonly connections: Connections
  /** The system of record for what a message writes, when it is not the one that sent it. */
  readonly ownerInsteadOf: (message: Message) => string | undefined
  readonly now: () => Instant
}

/** What a flow says about a message by these facts, within what its sender may say and what people have approved. */
export function decisionOn(
  flow: Flow,
  work: ClaimedMessage,
  facts: readonly RecordedFact[],
  file: CaseFile | undefined,
  parts: DecideParts,
): Outcome {
  const situation = situationOf(work, facts, file, parts)
  if (work.ruling?.denied && flow.denied) return flow.denied({ ...situation, body: bodyOf(flow, work) as never })
  const numbers = facts.find(({ name }) => name === SEQUENCE)?.answer
  const outcome =
    outOfSequence(work.message, numbers, situation.policy, situation.permits, parts.connections) ??
    asPeopleSay(flow, work, situation, parts)
  const asked = askedAgain(work.message, numbers, parts.connections)
  return asked.length > 0 ? { ...outcome, intents: [...(outcome.intents ?? []), ...asked] } : outcome
}

function asPeopleSay(flow: Flow, work: ClaimedMessage, situation: Surroundings, parts: DecideParts): Outcome {
  const outcome = said(flow, work, situation)
  const meant = flow.asksOwner ? outcome : asOwned(work, outcome, parts)
  return asApproved(flow, work, asAgreed(work, meant, parts.policyOf))
}

/** What is forced is so for a while: judged later than that, the rule holds again. */
const forcedAt = (now: Instant, ruling: ClaimedMessage['ruling']): readonly string[] =>
  (ruling?.forced ?? []).filter(({ until }) => now < until).map(({ code }) => code)

/** The body as the flow knows it: a person's correction when there is one. The door has checked it against the schema. */
export const bodyOf = (flow: Flow, work: ClaimedMessage): unknown =>
  flow.body.parse(work.ruling?.body ?? work.message.body)

type Surroundings = Omit<Situation<never, never, never>, 'body'>

const situationOf = (
  { message, ruling }: ClaimedMessage,
  facts: readonly RecordedFact[],
  file: CaseFile | undefined,
  { now, policyOf, connections, ownerInsteadOf }: DecideParts,
): Surroundings => ({
  message,
  facts: Object.fromEntries(facts.map((fact) => [fact.name, fact.answer])) as never,
  file: file && { state: file.state, data: file.data as never },
  now: now(),
  policy: policyOf(message.plant),
  permits: [...(ruling?.permits ?? []), ...forcedAt(now(), ruling)],
  owner: isOwn(message) ? undefined : ownerInsteadOf(message),
  ruled: ruling && { by: ruling.by, reason: ruling.reason },
  keeps: ({ portName }) => connections(message.plant, portName) !== undefined,
})

function said(flow: Flow, work: ClaimedMessage, situation: Surroundings): Outcome {
  const { type, body } = work.message
  if (type === REMINDER_DUE) return flow.due({ ...situation, body: body as unknown as Reminder })
  if (type === EFFECT_ANSWERED) return flow.answered({ ...situation, body: body as unknown as EffectAnswered })
  return flow.decide({ ...situation, body: bodyOf(flow, work) as never })
}

/** What a system says that does not own it is kept as a proposal: a person says whether it counts. */
function asOwned({ message, ruling }: ClaimedMessage, outcome: Outcome, { ownerInsteadOf }: DecideParts): Outcome {
  const owner = isOwn(message) || ruling?.approved ? undefined : ownerInsteadOf(message)
  if (!owner || !['accepted', 'flagged'].includes(outcome.verdict)) return outcome
  const sentence = `${systemOf(message.source)} proposes what ${owner} owns: ${outcome.sentence}`
  return {
    verdict: 'asked',
    code: 'OWNER_VIOLATION',
    sentence,
    question: {
      role: 'planner',
      text: `${sentence} Shall it count?`,
      shown: { from: systemOf(message.source), owner, would: outcome.sentence, body: message.body },
      yes: outcome.intents ?? [],
    },
  }
}

/** A yes was given to certain intentions. Where the world has moved so that others would follow, it does not hold. */
function asApproved(flow: Flow, { ruling }: ClaimedMessage, outcome: Outcome): Outcome {
  if (!ruling?.approved || !['accepted', 'flagged'].includes(outcome.verdict)) return outcome
  if (sha256(canonicalJson((outcome.intents ?? []) as unknown as Json)) === ruling.approved) return outcome
  const trouble: Trouble = {
    code: 'APPROVED_CHANGED',
    owner: flow.owner,
    sentence: 'What was approved is not what would be done now, because things have moved since it was asked.',
    suggestion: 'Retry: it is asked again with what holds now.',
  }
  return { verdict: 'refused', sentence: trouble.sentence, trouble }
}
