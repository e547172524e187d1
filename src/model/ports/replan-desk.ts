import { EditedOption, Proposal } from '../replan-case.ts'
import type { ReplanEdit, ReplanPolicy } from '../replan.ts'
import { port, reads } from './port.ts'

export interface ProposalWish {
  readonly plant: string
  readonly replan: string
}

export interface EditWish extends ProposalWish {
  /** Which proposal is meant. */
  readonly basis: string
  readonly policy: ReplanPolicy
  readonly edits: readonly ReplanEdit[]
}

/** Where one asks how a plant could go on: the hub itself plans, on what the ERP says is open. */
export const ReplanDesk = port('replan-desk', {
  proposal: reads<ProposalWish, Proposal>(Proposal),
  /** An option with operations put elsewhere by hand, held against the planner's rules. */
  edited: reads<EditWish, EditedOption>(EditedOption),
})
