import { defineFlow, type Outcome, type Situation, type Trouble, wasRefused } from '#engine'
import { between, isAfter, minutes, seconds } from '#kernel/time'
import { systemOf } from '#model/message'
import { CapacityDesk, type Consequences } from '#model/ports/capacity-desk'
import { PlanningLedger } from '#model/ports/planning-ledger'
import type { RefusedFact } from '#engine'
import { typeOfWindow, wholeWindows, windowStepOf, WindowTold } from '#model/maintenance-window'
import { moveOfWindow, type WindowFile } from '#model/maintenance-window-case'
import { answeredBlock } from './answered.ts'
import { blocksFor } from './blocks.ts'
import { judgeWindow, type WindowCase } from './judge-window.ts'
import { notTheOwner } from './owner.ts'
import { conflictText, inTheWayText, planText } from './words.ts'

type Told = Situation<WindowTold, { readonly ground: Consequences | RefusedFact }, WindowFile>

/**
 * A maintenance window takes capacity from production, so both have to agree: maintenance where it plans, production
 * here, with the orders in the way before its eyes. Until then the ERP carries what both agreed to last.
 */
export const maintenanceWindow = defineFlow({
  name: 'maintenance-window',
  version: '2',
  purpose: 'What maintenance and production have agreed to is what the work centres’ calendars say',
  owner: 'planner',
  on: wholeWindows.map(typeOfWindow),
  body: WindowTold,
  target: { p95: minutes(2), p99: minutes(5) },
  hearsConfirmations: true,
  asksOwner: true,

  facts: ({ plant }, { window, equipment, start, end }, _file: WindowCase) => ({
    ground: CapacityDesk.consequences({ plant, window, equipment, from: start, to: end }),
  }),

  decide: (situation): Outcome<WindowFile> => decided(situation),

  denied: ({ body: { window, version }, file, ruled }): Outcome<WindowFile> => {
    const known: WindowCase = file
    const no = `Production said no to ${window}: ${ruled?.by} (${ruled?.reason}).`
    const move = known && moveOfWindow(known.state, 'refuse')
    if (!known || known.data.version !== version || !move || 'no' in move) return { verdict: 'flagged', sentence: no }
    const { booked } = known.data
    const data: WindowFile = booked
      ? { ...known.data, ...booked, version, production: { by: ruled!.by, at: booked.start, reason: ruled!.reason } }
      : known.data
    return {
      verdict: 'flagged',
      code: 'WINDOW_REJECTED',
      sentence: booked ? `${no} What both agreed to before stands.` : no,
      file: { state: move.to, data },
    }
  },

  answered: answeredBlock,
})

function decided(situation: Told): Outcome<WindowFile> {
  const { message, body, facts, file, now, policy, permits, ruled, owner } = situation
  if (owner) return notTheOwner(body.window, systemOf(message.source), owner)
  if (wasRefused(facts.ground)) return refused({ ...troubleOf(facts.ground), owner: 'planner' })
  const by = message.actor ?? systemOf(message.source)
  const saying = { step: windowStepOf(message.type), told: body, by, at: message.occurredAt }
  const known: WindowCase = file
  if (permits.includes('APPROVED') && known?.data.version === body.version && ruled)
    return agreed(situation, known, ruled)

  const verdict = judgeWindow(saying, known, facts.ground, { policy, now })
  switch (verdict.kind) {
    case 'trouble':
      return refused(verdict.trouble)
    case 'superseded':
      return {
        verdict: 'accepted',
        code: 'STALE_VERSION',
        sentence: `Version ${body.version} of ${body.window} came after version ${verdict.by}, which counts.`,
      }
    case 'known':
      return standing(situation, verdict.state, verdict.file)
  }
}

/** Production has agreed: exactly this is what the ERP is to carry. */
function agreed(
  { message, now, policy, keeps }: Told,
  { state, data }: NonNullable<WindowCase>,
  ruled: { readonly by: string; readonly reason: string },
): Outcome<WindowFile> {
  const move = moveOfWindow(state, 'agree')
  const text = planText(data, policy.timeZone)
  if ('no' in move) return { verdict: 'accepted', sentence: `${data.window} is ${state} by now: ${text}.` }
  if (ruled.by === data.maintenance?.by)
    return refused({
      code: 'SAME_PERSON',
      owner: 'planner',
      sentence: `${ruled.by} has agreed to ${data.window} for maintenance; for production it takes somebody else.`,
      suggestion: 'Have it judged again and let somebody else answer.',
    })
  const { version, start, end, workCentres } = data
  return {
    verdict: data.conflicts.length > 0 ? 'flagged' : 'accepted',
    ...(data.conflicts.length > 0 ? { code: 'WINDOW_CONFLICT' } : {}),
    sentence: `Both have agreed: ${data.window} takes ${text}.${conflictText(data)}`,
    file: {
      state: move.to,
      data: {
        ...data,
        production: { ...ruled, at: now },
        booked: { version, start, end, workCentres },
      },
    },
    intents: keeps(PlanningLedger) ? blocksFor(message.plant, data, data) : [],
  }
}

/** It is as it was told. Where maintenance has agreed, production is asked, before the eyes of whom it lies. */
function standing(
  { message, policy, keeps, now, file: before }: Told,
  state: string,
  data: WindowFile,
): Outcome<WindowFile> {
  const text = planText(data, policy.timeZone)
  const file = { state, data }
  if (before?.data === data) return { verdict: 'accepted', sentence: `${data.window} is ${state} already: ${text}.` }
  const isAsked = state === 'asked' || state === 'asked-again'
  const was = data.booked ? ` The ERP keeps ${planText(data.booked, policy.timeZone)} until both agree.` : ''
  if (!isAsked) return { verdict: 'accepted', sentence: `${data.window} would take ${text}.${was}`, file }
  const sentence = `${data.window} would take ${text}. ${inTheWayText(data.affected)}${conflictText(data)}${was}`
  return {
    verdict: 'asked',
    code: data.conflicts.length > 0 ? 'WINDOW_CONFLICT' : 'WINDOW_APPROVAL',
    sentence,
    file,
    question: {
      role: 'planner',
      text: `${sentence} Does production agree?`,
      shown: {
        window: data.window,
        what: data.title,
        takes: text,
        orders: data.affected.map(({ label, minutes: inTheWay, promised = null, isStarted, isUrgent }) => ({
          ...{ order: label, minutes: inTheWay, promised, started: isStarted, urgent: isUrgent },
        })),
        'at the same time': data.conflicts,
        before: data.booked ? planText(data.booked, policy.timeZone) : null,
        'for maintenance': data.maintenance?.by ?? '',
      },
      yes: keeps(PlanningLedger) ? blocksFor(message.plant, data, data) : [],
      // What would be over when somebody answers needs no answer any more.
      ...(isAfter(data.end, now) ? { atMost: Math.max(between(now, data.end), seconds(1)) } : {}),
    },
  }
}

const troubleOf = ({ refused: { code, sentence } }: RefusedFact) => ({ code, sentence })

export const refused = (trouble: Trouble): Outcome<WindowFile> => ({
  verdict: 'refused',
  code: trouble.code,
  sentence: trouble.sentence,
  trouble,
})
