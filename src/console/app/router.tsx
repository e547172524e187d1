import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router'
import { client } from '../api/client.ts'
import { type MessageFilter, sessionQuestion } from '../api/questions/work.ts'
import { Inside } from './inside.tsx'
import { Lost, Starting, Stumbled } from './outside.tsx'

type Search = Record<string, unknown>
const text = (search: Search, name: string) => {
  const value = search[name]
  return typeof value === 'string' && value !== '' ? { [name]: value } : {}
}
const texts =
  <Name extends string>(...names: Name[]) =>
  (search: Search): { [name in Name]?: string } =>
    Object.assign({}, ...names.map((name) => text(search, name)))

const root = createRootRoute({ component: Outlet, notFoundComponent: Lost })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: texts('to'),
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in.tsx'), 'SignIn'),
})

const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(() => import('../pages/sign-in/claim.tsx'), 'Claim'),
})

/** No person signs in at a work centre: the device shows its key. */
const floor = createRoute({
  getParentRoute: () => root,
  path: '/floor',
  component: lazyRouteComponent(() => import('../pages/floor/floor.tsx'), 'FloorPage'),
})

const seen = createRoute({
  getParentRoute: () => root,
  path: '/seen',
  component: lazyRouteComponent(() => import('../pages/sign-in/seen.tsx'), 'Seen'),
})

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const session = await client.ensureQueryData(sessionQuestion)
    if (!session) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
  },
  component: Inside,
})

const today = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/today/today.tsx'), 'TodayPage'),
})

const exceptions = createRoute({
  getParentRoute: () => inside,
  path: '/exceptions',
  validateSearch: texts('code', 'state'),
  component: lazyRouteComponent(() => import('../pages/exceptions/exceptions.tsx'), 'ExceptionsPage'),
})

const approvals = createRoute({
  getParentRoute: () => inside,
  path: '/approvals',
  validateSearch: texts('state'),
  component: lazyRouteComponent(() => import('../pages/approvals/approvals.tsx'), 'ApprovalsPage'),
})

const replays = createRoute({
  getParentRoute: () => inside,
  path: '/replays',
  component: lazyRouteComponent(() => import('../pages/replays/replays.tsx'), 'ReplaysPage'),
})

const replay = createRoute({
  getParentRoute: () => inside,
  path: '/replays/$id',
  component: lazyRouteComponent(() => import('../pages/replays/replay.tsx'), 'ReplayPage'),
})

const messages = createRoute({
  getParentRoute: () => inside,
  path: '/messages',
  validateSearch: (search: Search) =>
    texts('q', 'type', 'progress', 'plant', 'code', 'flow', 'since', 'until', 'repeated')(search) as MessageFilter,
  component: lazyRouteComponent(() => import('../pages/messages/messages.tsx'), 'MessagesPage'),
})

const journey = createRoute({
  getParentRoute: () => inside,
  path: '/messages/$id',
  component: lazyRouteComponent(() => import('../pages/journey/journey.tsx'), 'JourneyPage'),
})

const orders = createRoute({
  getParentRoute: () => inside,
  path: '/orders',
  validateSearch: texts('q', 'state'),
  component: lazyRouteComponent(() => import('../pages/orders/orders.tsx'), 'OrdersPage'),
})

const order = createRoute({
  getParentRoute: () => inside,
  path: '/orders/$key',
  validateSearch: texts('plant'),
  component: lazyRouteComponent(() => import('../pages/order/order.tsx'), 'OrderPage'),
})

const values = createRoute({
  getParentRoute: () => inside,
  path: '/why',
  validateSearch: texts('q'),
  component: lazyRouteComponent(() => import('../pages/why/search.tsx'), 'ValuesPage'),
})

const why = createRoute({
  getParentRoute: () => inside,
  path: '/why/$key',
  validateSearch: texts('value', 'item', 'operation', 'lot', 'plant'),
  component: lazyRouteComponent(() => import('../pages/why/why.tsx'), 'WhyPage'),
})

const fieldTables = createRoute({
  getParentRoute: () => inside,
  path: '/field-tables',
  validateSearch: texts('table', 'record'),
  component: lazyRouteComponent(() => import('../pages/field-tables/field-tables.tsx'), 'FieldTablesPage'),
})

const alerts = createRoute({
  getParentRoute: () => inside,
  path: '/alerts',
  validateSearch: texts('state'),
  component: lazyRouteComponent(() => import('../pages/alerts/alerts.tsx'), 'AlertsPage'),
})

const rules = createRoute({
  getParentRoute: () => inside,
  path: '/rules',
  validateSearch: texts('part'),
  component: lazyRouteComponent(() => import('../pages/rules/rules.tsx'), 'RulesPage'),
})

const rulesVersion = createRoute({
  getParentRoute: () => inside,
  path: '/rules/$version',
  component: lazyRouteComponent(() => import('../pages/rules/version.tsx'), 'RulesVersionPage'),
})

const readiness = createRoute({
  getParentRoute: () => inside,
  path: '/readiness',
  validateSearch: texts('plant', 'flow'),
  component: lazyRouteComponent(() => import('../pages/readiness/readiness.tsx'), 'ReadinessPage'),
})

const reconciliation = createRoute({
  getParentRoute: () => inside,
  path: '/reconciliation',
  validateSearch: texts('hours'),
  component: lazyRouteComponent(() => import('../pages/reconciliation/reconciliation.tsx'), 'ReconciliationPage'),
})

const access = createRoute({
  getParentRoute: () => inside,
  path: '/access',
  validateSearch: texts('part'),
  component: lazyRouteComponent(() => import('../pages/access/access.tsx'), 'AccessPage'),
})

const retention = createRoute({
  getParentRoute: () => inside,
  path: '/retention',
  component: lazyRouteComponent(() => import('../pages/retention/retention.tsx'), 'RetentionPage'),
})

const schedule = createRoute({
  getParentRoute: () => inside,
  path: '/schedule',
  component: lazyRouteComponent(() => import('../pages/schedule/schedule.tsx'), 'SchedulePage'),
})

const replan = createRoute({
  getParentRoute: () => inside,
  path: '/schedule/$plant/$replan',
  component: lazyRouteComponent(() => import('../pages/schedule/replan.tsx'), 'ReplanPage'),
})

const windows = createRoute({
  getParentRoute: () => inside,
  path: '/windows',
  component: lazyRouteComponent(() => import('../pages/windows/windows.tsx'), 'WindowsPage'),
})

const workOrders = createRoute({
  getParentRoute: () => inside,
  path: '/work-orders',
  component: lazyRouteComponent(() => import('../pages/work-orders/work-orders.tsx'), 'WorkOrdersPage'),
})

const parts = createRoute({
  getParentRoute: () => inside,
  path: '/parts',
  component: lazyRouteComponent(() => import('../pages/parts/parts.tsx'), 'PartsPage'),
})

const plantDay = createRoute({
  getParentRoute: () => inside,
  path: '/plant-day',
  validateSearch: texts('day'),
  component: lazyRouteComponent(() => import('../pages/plant-day/plant-day.tsx'), 'PlantDayPage'),
})

const unitCost = createRoute({
  getParentRoute: () => inside,
  path: '/unit-cost/$key',
  validateSearch: texts('plant'),
  component: lazyRouteComponent(() => import('../pages/unit-cost/unit-cost.tsx'), 'UnitCostPage'),
})

const losses = createRoute({
  getParentRoute: () => inside,
  path: '/losses',
  validateSearch: texts('day'),
  component: lazyRouteComponent(() => import('../pages/losses/losses.tsx'), 'LossesPage'),
})

const machines = createRoute({
  getParentRoute: () => inside,
  path: '/machines',
  component: lazyRouteComponent(() => import('../pages/machines/machines.tsx'), 'MachinesPage'),
})

const breakdowns = createRoute({
  getParentRoute: () => inside,
  path: '/breakdowns',
  component: lazyRouteComponent(() => import('../pages/breakdowns/breakdowns.tsx'), 'BreakdownsPage'),
})

const breakdown = createRoute({
  getParentRoute: () => inside,
  path: '/breakdowns/$asset',
  validateSearch: texts('plant', 'number'),
  component: lazyRouteComponent(() => import('../pages/breakdowns/breakdown.tsx'), 'BreakdownPage'),
})

const assets = createRoute({
  getParentRoute: () => inside,
  path: '/assets',
  validateSearch: texts('map', 'plant'),
  component: lazyRouteComponent(() => import('../pages/assets/assets.tsx'), 'AssetsPage'),
})

const plainText = (value: unknown): string => String(value)

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    claim,
    floor,
    seen,
    inside.addChildren([
      today,
      exceptions,
      approvals,
      replays,
      replay,
      messages,
      journey,
      orders,
      order,
      values,
      why,
      fieldTables,
      alerts,
      rules,
      rulesVersion,
      readiness,
      reconciliation,
      access,
      retention,
      schedule,
      replan,
      windows,
      workOrders,
      parts,
      plantDay,
      losses,
      unitCost,
      machines,
      breakdowns,
      breakdown,
      assets,
    ]),
  ]),
  // Order and lot numbers that look like numbers stay text in the address.
  parseSearch: parseSearchWith((value) => value),
  stringifySearch: stringifySearchWith(plainText),
  defaultPreload: 'intent',
  defaultPendingComponent: Starting,
  defaultErrorComponent: Stumbled,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
