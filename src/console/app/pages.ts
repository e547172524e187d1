import type { IconName } from '../parts/icons.tsx'
import type { Right } from './session.tsx'

interface Page {
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
  /** The letter that goes there, after a `g`. */
  readonly key: string
}

/** The pages, each for one question, by who asks it; a person sees those their roles give them. */
export const groups: readonly { readonly name: string; readonly pages: readonly Page[] }[] = [
  {
    name: 'Now',
    pages: [
      { to: '/', name: 'Today', icon: 'today', right: 'today.read', key: 't' },
      { to: '/exceptions', name: 'Exceptions', icon: 'exceptions', right: 'exceptions.read', key: 'e' },
      { to: '/approvals', name: 'Approvals', icon: 'approvals', right: 'approvals.read', key: 'a' },
      { to: '/alerts', name: 'Alerts', icon: 'alerts', right: 'alerts.read', key: 'l' },
    ],
  },
  {
    name: 'Production',
    pages: [
      { to: '/orders', name: 'Orders', icon: 'orders', right: 'orders.read', key: 'o' },
      { to: '/schedule', name: 'Schedule', icon: 'schedule', right: 'assets.read', key: 'u' },
      { to: '/plant-day', name: 'Plant day', icon: 'plantDay', right: 'assets.read', key: 'y' },
      { to: '/losses', name: 'Losses', icon: 'losses', right: 'assets.read', key: 'v' },
      { to: '/why', name: 'Why', icon: 'why', right: 'orders.read', key: 'q' },
    ],
  },
  {
    name: 'Maintenance',
    pages: [
      { to: '/breakdowns', name: 'Breakdowns', icon: 'breakdowns', right: 'assets.read', key: 'b' },
      { to: '/windows', name: 'Windows', icon: 'windows', right: 'assets.read', key: 'w' },
      { to: '/work-orders', name: 'Work orders', icon: 'workOrders', right: 'assets.read', key: 'k' },
      { to: '/parts', name: 'Parts', icon: 'parts', right: 'assets.read', key: 'd' },
      { to: '/assets', name: 'Assets', icon: 'assets', right: 'assets.read', key: 's' },
      { to: '/machines', name: 'Machines', icon: 'machines', right: 'assets.read', key: 'n' },
    ],
  },
  {
    name: 'Exchange',
    pages: [
      { to: '/messages', name: 'Messages', icon: 'messages', right: 'messages.read', key: 'm' },
      { to: '/replays', name: 'Replays', icon: 'replays', right: 'exceptions.read', key: 'p' },
      { to: '/field-tables', name: 'Field tables', icon: 'fieldTables', right: 'field-tables.read', key: 'f' },
    ],
  },
  {
    name: 'Governance',
    pages: [
      { to: '/rules', name: 'Rules', icon: 'rules', right: 'rules.read', key: 'r' },
      { to: '/retention', name: 'Retention', icon: 'retention', right: 'retention.read', key: 'h' },
      { to: '/access', name: 'Access', icon: 'access', right: 'keys.read', key: 'c' },
    ],
  },
]

export const pages = groups.flatMap((group) => group.pages)
