import type { PlanView } from '#api'
import type { Status } from './status.ts'
import { amountText } from './units.ts'

/** `90 days`, `500 h of hours`. */
export const everyText = ({ every }: PlanView['plan']): string =>
  'days' in every ? `${every.days} days` : `${amountText(every.amount)} of ${every.meter}`

/** Why there is no date to look forward to. */
export const dueStatus = ({ isOverdue }: PlanView['due']): Status =>
  isOverdue
    ? { word: 'Overdue', tone: 'bad', shape: 'stop' }
    : { word: 'Its meter says nothing yet', tone: 'idle', shape: 'ring' }
