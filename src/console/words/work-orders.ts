import type { WorkOrderView } from '#api'
import { orderStateWord } from './spare-parts.ts'
import type { Status } from './status.ts'

/** Why a maintenance order is there, in the words of whoever plans it. */
export const kindWord: Readonly<Record<WorkOrderView['kind'], string>> = {
  'corrective-breakdown': 'It broke down',
  'corrective-deferred': 'It failed, and can wait',
  'preventive-time': 'Its time has come',
  'preventive-usage': 'It has run so much',
  'condition-based': 'Its condition asks for it',
  predictive: 'It is foretold to fail',
  calibration: 'Calibration',
  inspection: 'Inspection',
  modification: 'Modification',
}

const looks: Readonly<Record<WorkOrderView['state'], Omit<Status, 'word'>>> = {
  requested: { tone: 'idle', shape: 'question' },
  approved: { tone: 'busy', shape: 'ring' },
  scheduled: { tone: 'busy', shape: 'ring' },
  started: { tone: 'busy', shape: 'arrow' },
  held: { tone: 'warn', shape: 'half' },
  completed: { tone: 'ok', shape: 'check' },
  closed: { tone: 'ok', shape: 'check' },
  cancelled: { tone: 'idle', shape: 'dash' },
}

export const workOrderStatus = ({ state, lacksCode }: Pick<WorkOrderView, 'state' | 'lacksCode'>): Status =>
  lacksCode
    ? { word: `${orderStateWord[state]}, not coded`, tone: 'warn', shape: 'flag' }
    : { word: orderStateWord[state], ...looks[state] }

/** Most of an order is said once it is over. */
export const isOver = ({ state }: Pick<WorkOrderView, 'state'>): boolean =>
  state === 'completed' || state === 'closed' || state === 'cancelled'
