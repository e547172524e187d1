import { keyRoutes } from '../access/keys.ts'
import { peopleRoutes } from '../access/people.ts'
import { assetCostRoutes } from '../asset-costs/routes.ts'
import { assetRoutes } from '../assets/routes.ts'
import { meterRoutes } from '../meters/routes.ts'
import { upkeepRoutes } from '../upkeep/routes.ts'
import { alertRoutes } from '../alerts/routes.ts'
import { breakdownRoutes } from '../breakdowns/routes.ts'
import { hooksDoor } from '../hooks/route.ts'
import { answerRoute } from '../actions/approvals.ts'
import { exceptionActionsRoute } from '../actions/exceptions.ts'
import { streamRoute } from '../live/stream.ts'
import { documentRoutes } from '../documents/routes.ts'
import { eventsDoor } from '../door/route.ts'
import { approvalsRoute } from '../pages/approvals.ts'
import { exceptionsRoute } from '../pages/exceptions.ts'
import { deviceRoutes } from '../floor/device.ts'
import { floorRoute } from '../floor/orders.ts'
import { reportsRoute } from '../floor/reports.ts'
import { healthRoutes } from '../pages/health.ts'
import { journeyRoute } from '../pages/journey.ts'
import { messagesRoute } from '../pages/messages.ts'
import { materialRoutes } from '../material/routes.ts'
import { orderRoute } from '../pages/order.ts'
import { orderCostRoute } from '../pages/order-cost.ts'
import { ordersRoute } from '../pages/orders.ts'
import { todayRoute } from '../pages/today.ts'
import { readinessRoute } from '../readiness/route.ts'
import { reconciliationRoute } from '../reconciliation/route.ts'
import { replanRoutes } from '../replans/routes.ts'
import { replayRoutes } from '../replays/routes.ts'
import { retentionRoutes } from '../retention/routes.ts'
import { rulesRoutes } from '../rules/routes.ts'
import { sessionRoutes } from '../sessions.ts'
import { sparePartRoutes } from '../spare-parts/routes.ts'
import { undoRoutes } from '../undo/routes.ts'
import { reachRoutes } from '../reach/routes.ts'
import { lossRoutes } from '../losses/routes.ts'
import { machineRoutes } from '../machines/routes.ts'
import { plantDayRoutes } from '../plant-day/routes.ts'
import { windowRoutes } from '../windows/routes.ts'
import { workOrderRoutes } from '../work-orders/routes.ts'
import { unitCostRoutes } from '../unit-cost/routes.ts'
import { whyRoutes } from '../why/routes.ts'
import { previewRoute } from '../wire/preview.ts'
import { wireDoor } from '../wire/route.ts'
import { fieldTableRoute, fieldTablesRoute } from '../wire/tables.ts'
import type { Route } from './route.ts'

/** Everything that can be asked of the hub. What is not here does not exist. */
export const routes: readonly Route[] = [
  eventsDoor,
  wireDoor,
  hooksDoor,
  ...deviceRoutes,
  floorRoute,
  reportsRoute,
  ...sessionRoutes,
  todayRoute,
  messagesRoute,
  journeyRoute,
  exceptionsRoute,
  exceptionActionsRoute,
  approvalsRoute,
  answerRoute,
  ordersRoute,
  orderRoute,
  orderCostRoute,
  ...assetRoutes,
  ...meterRoutes,
  ...upkeepRoutes,
  ...windowRoutes,
  ...machineRoutes,
  ...reachRoutes,
  ...plantDayRoutes,
  ...lossRoutes,
  ...unitCostRoutes,
  ...workOrderRoutes,
  ...sparePartRoutes,
  ...assetCostRoutes,
  ...materialRoutes,
  ...replanRoutes,
  ...breakdownRoutes,
  ...alertRoutes,
  ...whyRoutes,
  ...rulesRoutes,
  readinessRoute,
  reconciliationRoute,
  ...replayRoutes,
  ...undoRoutes,
  ...retentionRoutes,
  fieldTablesRoute,
  fieldTableRoute,
  previewRoute,
  ...keyRoutes,
  ...peopleRoutes,
  streamRoute,
  ...documentRoutes(() => routes),
  ...healthRoutes,
]

/** What anybody may use without saying who they are: signed hints, getting in, a one-time link, and asking whether the hub lives. */
export const publicRoutes: readonly string[] = [
  'sendHook',
  'enrolDevice',
  'dismissDevice',
  'signIn',
  'claim',
  'lookAtLink',
  'useLink',
  'healthz',
  'readyz',
]
