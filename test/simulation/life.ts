import type { EffectState } from './database/tables.ts'
import type { Progress } from '../../src/engine/store.ts'

/** Which change of a message's progress may ever be seen; the tables of the SPEC, as code. */
export const progressMoves: Record<Progress['progress'], readonly Progress['progress'][]> = {
  received: ['received', 'waiting', 'asking', 'stopped', 'closed'],
  waiting: ['received', 'waiting', 'asking', 'stopped', 'closed'],
  // Left only by a person's answer or ruling.
  asking: [],
  stopped: [],
  closed: [],
}

/** What a person's ruling may change besides. */
export const ruledMoves: Record<Progress['progress'], readonly Progress['progress'][]> = {
  received: [],
  waiting: [],
  asking: ['received'],
  stopped: ['received'],
  // When a system refused an effect of it.
  closed: ['received'],
}

export const effectMoves: Record<EffectState, readonly EffectState[]> = {
  planned: ['sent'],
  // A second `sent` is a takeover: whoever sent it first is gone.
  sent: ['sent', 'planned', 'in-doubt', 'confirmed', 'refused'],
  'in-doubt': ['sent'],
  confirmed: [],
  // Planned again when a person has its message judged again.
  refused: ['planned'],
  shadowed: [],
}
