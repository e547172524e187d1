import type { z } from 'zod'
import type { Instant } from '#kernel/time'
import type { ReplanFile, ReplanOption, ReplanState } from '#model/replan-case'
import type { ReplanRow, ReplanView } from './contract.ts'

export interface ReplanDbRow {
  readonly plant: string
  readonly replan: string
  readonly state: ReplanState
  readonly data: ReplanFile
  readonly changed_at: Instant
  readonly open_exceptions: number
}

function headOf({ plant, replan, state, data, changed_at, open_exceptions }: ReplanDbRow) {
  const { asked, proposal, decided, undone, said } = data
  return {
    ...{ plant, replan, state },
    ...{ cause: asked.cause, of: asked.of, why: asked.why },
    plannedAt: proposal.at,
    best: bestOf(proposal.options)?.policy ?? null,
    decided: decided
      ? {
          ...{ by: decided.by, at: decided.at, edits: decided.edits ?? 0 },
          ...{ policy: decided.policy ?? null, reason: decided.reason ?? null },
        }
      : null,
    undone: undone ?? null,
    said: said ?? null,
    openExceptions: open_exceptions,
    changedAt: changed_at,
  }
}

const bestOf = (options: readonly ReplanOption[]): ReplanOption | undefined =>
  options.toSorted((one, other) => one.cost.total - other.cost.total)[0]

export const rowFrom = (row: ReplanDbRow): z.input<typeof ReplanRow> => ({
  ...headOf(row),
  options: row.data.proposal.options.map(({ policy, cost, moves, late }) => ({
    ...{ policy, cost, moves: moves.length, late: late.length },
  })),
})

export function viewFrom(
  row: ReplanDbRow,
  { timeZone, may }: { readonly timeZone: string; readonly may: boolean },
): z.input<typeof ReplanView> {
  const { basis, proposal, change } = row.data
  return {
    ...headOf(row),
    ...{ timeZone, basis, may },
    frozenUntil: proposal.frozenUntil,
    work: proposal.work,
    late: proposal.late,
    options: proposal.options,
    refusal: proposal.refusal?.sentence ?? null,
    outside: proposal.outside ?? null,
    written: change?.moves ?? [],
  }
}
