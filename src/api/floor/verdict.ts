import type { EffectView, MessageRow } from '../contract.ts'
import type { FloorReport } from './contract.ts'

export interface ReportRow extends Pick<MessageRow, 'id' | 'progress' | 'verdict' | 'code' | 'sentence'> {
  readonly waits_for: string | null
  readonly suggestion: string | null
  readonly effects: readonly EffectView['state'][]
}

/** Where a report stands, for the person who made it: the word it is told by, why, and what is to be done now. */
export function verdictOn(row: ReportRow): FloorReport {
  const { id, code, sentence } = row
  const said = (state: FloorReport['state'], otherwise: string, now: string | null = null): FloorReport => ({
    id,
    state,
    code,
    sentence: sentence ?? otherwise,
    now,
  })
  switch (row.progress) {
    case 'received':
      return { ...said('on-its-way', ''), sentence: 'The hub has it and looks at it now.' }
    case 'sending':
      return said('on-its-way', 'It is on its way to Odoo.', 'It is on its way to Odoo.')
    case 'waiting':
      return said('waits', `It waits for ${row.waits_for ?? 'its turn'}.`, 'It goes on by itself; nothing to do here.')
    case 'asking':
      return said('waits', 'Somebody is asked whether it counts.', 'A planner is asked; nothing to do here.')
    case 'stopped':
      return said('refused', 'It was refused.', forSupervisor(row.suggestion))
    case 'closed':
      return closed(row, said)
  }
}

/** It stands among the exceptions already; who is at the machine need not know where. */
const forSupervisor = (suggestion: string | null): string =>
  suggestion === null ? 'Your supervisor decides what now.' : `Your supervisor decides what now: ${suggestion}`

function closed(
  { verdict, effects }: ReportRow,
  said: (state: FloorReport['state'], otherwise: string, now?: string | null) => FloorReport,
): FloorReport {
  if (verdict === 'skipped')
    return said('set-aside', 'It was set aside.', 'A supervisor has set it aside with a reason.')
  if (verdict === 'refused') return said('refused', 'It was refused.', 'Report it anew if it was right.')
  if (effects.includes('confirmed')) return said('booked', 'Odoo has booked it.')
  if (effects.includes('shadowed'))
    return said('noted', 'It was noted.', 'On paper only: this is not booked in Odoo yet.')
  return said('noted', 'It was noted.')
}
