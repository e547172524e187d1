import { defineFlow, type Outcome } from '#engine'
import { minutes } from '#kernel/time'
import { systemOf } from '#model/message'
import { namedWindows, typeOfWindow, WindowMoved, windowStepOf } from '#model/maintenance-window'
import { isOver, moveOfWindow, type WindowFile } from '#model/maintenance-window-case'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { answeredBlock } from './answered.ts'
import { blocksFor } from './blocks.ts'
import type { WindowCase } from './judge-window.ts'
import { notTheOwner } from './owner.ts'
import { withdrawn, withoutReplan } from './replanned.ts'
import { refused } from './told.ts'

const became = { started: 'has begun', done: 'is over', cancelled: 'is cancelled' } as const

/** A window begins, is over, or is called off: then the ERP has its time back, and nothing else changes there. */
export const windowProgress = defineFlow({
  name: 'window-progress',
  version: '2',
  purpose: 'A window that is called off gives its capacity back; one that is under way is seen',
  owner: 'planner',
  on: namedWindows.map(typeOfWindow),
  body: WindowMoved,
  target: { p95: minutes(2), p99: minutes(5) },
  hearsConfirmations: true,
  asksOwner: true,

  decide({ message, body, file, policy, keeps, owner }): Outcome<WindowFile> {
    const { window, version, reason } = body
    if (owner) return notTheOwner(window, systemOf(message.source), owner)
    const known: WindowCase = file
    if (!known) return unheardOf(window, policy.patience.release)
    const step = windowStepOf(message.type)
    // What begins or is over is what was agreed to; what is called off is what was told last.
    if (step === 'cancel' && version !== undefined && version < known.data.version)
      return {
        verdict: 'accepted',
        code: 'STALE_VERSION',
        sentence: `Version ${version} of ${window} was called off after version ${known.data.version}, which counts.`,
      }
    const move = moveOfWindow(known.state, step)
    if ('no' in move)
      return refused({
        code: move.no,
        owner: 'supervisor',
        sentence: `${window} is ${known.state}, and was told to be otherwise.`,
        suggestion: 'Skip this with a reason, or have both agree to the window and retry.',
      })
    const { to } = move
    const isOff = to === 'cancelled' && known.state !== 'cancelled'
    const why = reason ? `: ${reason}` : ''
    const said = to === 'started' || to === 'done' || to === 'cancelled' ? became[to] : `is ${to}`
    const events = isOver(to) ? withdrawn(message, known.data, said) : []
    const data = isOver(to) ? withoutReplan(known.data) : known.data
    return {
      verdict: 'accepted',
      sentence: `${window} ${said}${why}.`,
      file: { state: to, data: isOff ? withoutPlan(data) : data },
      ...(events.length > 0 ? { events } : {}),
      intents: isOff && keeps(PlanningLedger) ? blocksFor(message.plant, known.data, undefined) : [],
    }
  },

  answered: answeredBlock,
})

function withoutPlan({ booked: _, ...file }: WindowFile): WindowFile {
  return file
}

const unheardOf = (window: string, atMost: number): Outcome<WindowFile> => ({
  verdict: 'held',
  sentence: `${window} was not told yet.`,
  wait: {
    what: `${window} to be told`,
    atMost,
    otherwise: {
      code: 'UNKNOWN_WINDOW',
      owner: 'planner',
      sentence: `Something was said of ${window}, which nobody has told of.`,
      suggestion: 'Have the window told whole and retry, or skip this with a reason.',
    },
  },
})
