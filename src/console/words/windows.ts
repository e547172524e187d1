import type { ReachList, WindowView } from '#api'
import type { Status } from './status.ts'

/** How a window stands, to whoever plans. */
const windowWords: Readonly<Record<WindowView['state'], Status>> = {
  proposed: { word: 'Proposed', tone: 'idle', shape: 'ring' },
  asked: { word: 'Waits for production', tone: 'warn', shape: 'question' },
  approved: { word: 'Both agreed', tone: 'ok', shape: 'check' },
  changed: { word: 'Changed, not agreed', tone: 'warn', shape: 'half' },
  'asked-again': { word: 'Change waits for production', tone: 'warn', shape: 'question' },
  started: { word: 'Under way', tone: 'busy', shape: 'arrow' },
  done: { word: 'Over', tone: 'ok', shape: 'check' },
  cancelled: { word: 'Called off', tone: 'idle', shape: 'dash' },
  rejected: { word: 'Production said no', tone: 'idle', shape: 'dash' },
}

export const windowStatus = ({ state }: Pick<WindowView, 'state'>): Status => windowWords[state]

/** What the ERP carries of it, in a sentence; nothing where nothing was agreed. */
export function inErp({ booked, erp, plan }: WindowView): Status | undefined {
  const said = Object.values(erp)
  if (said.includes('refused')) return { word: 'Odoo would not', tone: 'bad', shape: 'stop' }
  if (!booked) return undefined
  const isOld = Date.parse(booked.start) !== Date.parse(plan.start) || Date.parse(booked.end) !== Date.parse(plan.end)
  if (isOld) return { word: 'Odoo keeps the time agreed before', tone: 'busy', shape: 'half' }
  const isClosed = booked.workCentres.every(({ id }) => erp[id] === 'closed')
  return isClosed
    ? { word: 'Closed in Odoo', tone: 'ok', shape: 'check' }
    : { word: 'On its way to Odoo', tone: 'busy', shape: 'arrow' }
}

/** Whether a planner outside Odoo knows it; nothing where there is none. */
export function outsideStatus({ outside }: WindowView): Status | undefined {
  if (outside.length === 0) return undefined
  if (outside.some(({ state }) => state === 'refused'))
    return { word: 'The planner outside would not', tone: 'bad', shape: 'stop' }
  return outside.every(({ state }) => state === 'acknowledged')
    ? { word: 'Known to the planner outside', tone: 'ok', shape: 'check' }
    : { word: 'On its way to the planner outside', tone: 'busy', shape: 'arrow' }
}

export const mappedStatus = (name: string | undefined): Status =>
  name === undefined
    ? { word: 'Nobody has said yet', tone: 'warn', shape: 'flag' }
    : { word: name, tone: 'ok', shape: 'check' }

const reachWords: Readonly<Record<ReachList['plants'][number]['answer'], Status>> = {
  yes: { word: 'Yes', tone: 'ok', shape: 'check' },
  no: { word: 'No, something is missing', tone: 'bad', shape: 'stop' },
  nothing: { word: 'Nothing was to reach it', tone: 'idle', shape: 'ring' },
}

/** Whether maintenance reaches planning. */
export const reachStatus = (answer: ReachList['plants'][number]['answer']): Status => reachWords[answer]
