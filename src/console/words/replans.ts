import type { ReplanRow, ReplanView } from '#api'
import type { Status } from './status.ts'

/** How a new plan stands, to whoever plans. */
const stateWords: Readonly<Record<ReplanRow['state'], Status>> = {
  proposed: { word: 'Waits for a planner', tone: 'warn', shape: 'question' },
  needless: { word: 'All can stay', tone: 'ok', shape: 'check' },
  impossible: { word: 'No plan can be made', tone: 'bad', shape: 'stop' },
  applying: { word: 'On its way to Odoo', tone: 'busy', shape: 'arrow' },
  applied: { word: 'Stands in Odoo', tone: 'ok', shape: 'check' },
  rejected: { word: 'Rejected', tone: 'idle', shape: 'dash' },
  stale: { word: 'Odoo had moved on', tone: 'warn', shape: 'flag' },
  undoing: { word: 'Being taken back', tone: 'busy', shape: 'arrow' },
  undone: { word: 'Taken back', tone: 'idle', shape: 'ring' },
}

export const replanStatus = ({ state }: Pick<ReplanRow, 'state'>): Status => stateWords[state]

export const optionWords: Readonly<Record<ReplanView['options'][number]['policy'], string>> = {
  wait: 'Wait',
  move: 'Change the sequence',
  alternative: 'Use other work centres',
  outside: 'The planner outside',
}

export const optionHelp: Readonly<Record<ReplanView['options'][number]['policy'], string>> = {
  wait: 'Sequence and work centres stay; everything is shifted as far as it must be',
  move: 'Operations may overtake one another at their work centre',
  alternative: 'Operations may also go to a work centre that can do the same',
  outside: 'As the planner outside would have it, held against the same rules',
}

export const costText = (amount: number): string => Math.round(amount).toLocaleString('en-GB')

export const counted = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`
