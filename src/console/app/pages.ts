import type { IconName } from '../parts/icons.tsx'
import type { Right } from './session.tsx'

/** The pages, each for one question; a person sees those their roles give them. */
export const pages: readonly {
  readonly to:
    | '/'
    | '/exceptions'
    | '/approvals'
    | '/messages'
    | '/orders'
    | '/breakdowns'
    | '/schedule'
    | '/windows'
    | '/work-orders'
    | '/parts'
    | '/plant-day'
    | '/losses'
    | '/machines'
    | '/assets'
    | '/alerts'
    | '/why'
    | '/rules'
    | '/replays'
    | '/field-tables'
    | '/retention'
    | '/access'
  readonly name: string
  readonly icon: IconName
  readonly right: Right
}[] = [
  { to: '/', name: 'Today', icon: 'today', right: 'today.read' },
  { to: '/exceptions', name: 'Exceptions', icon: 'exceptions', right: 'exceptions.read' },
  { to: '/approvals', name: 'Approvals', icon: 'approvals', right: 'approvals.read' },
  { to: '/messages', name: 'Messages', icon: 'messages', right: 'messages.read' },
  { to: '/orders', name: 'Orders', icon: 'orders', right: 'orders.read' },
  { to: '/breakdowns', name: 'Breakdowns', icon: 'breakdowns', right: 'assets.read' },
  { to: '/schedule', name: 'Schedule', icon: 'schedule', right: 'assets.read' },
  { to: '/windows', name: 'Windows', icon: 'windows', right: 'assets.read' },
  { to: '/work-orders', name: 'Work orders', icon: 'workOrders', right: 'assets.read' },
  { to: '/parts', name: 'Parts', icon: 'parts', right: 'assets.read' },
  { to: '/plant-day', name: 'Plant day', icon: 'plantDay', right: 'assets.read' },
  { to: '/losses', name: 'Losses', icon: 'losses', right: 'assets.read' },
  { to: '/machines', name: 'Machines', icon: 'machines', right: 'assets.read' },
  { to: '/assets', name: 'Assets', icon: 'assets', right: 'assets.read' },
  { to: '/alerts', name: 'Alerts', icon: 'alerts', right: 'alerts.read' },
  { to: '/why', name: 'Why', icon: 'why', right: 'orders.read' },
  { to: '/rules', name: 'Rules', icon: 'rules', right: 'rules.read' },
  { to: '/replays', name: 'Replays', icon: 'replays', right: 'exceptions.read' },
  { to: '/field-tables', name: 'Field tables', icon: 'fieldTables', right: 'field-tables.read' },
  { to: '/retention', name: 'Retention', icon: 'retention', right: 'retention.read' },
  { to: '/access', name: 'Access', icon: 'access', right: 'keys.read' },
]
