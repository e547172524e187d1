import type {
  BreakdownList,
  AlertRow,
  AssetCostList,
  AssetList,
  ApprovalRow,
  ExceptionRow,
  Journey,
  Losses,
  DueWork,
  MachineList,
  MeterList,
  PlanView,
  OrderView,
  ReplayDetail,
  Retention,
  Session,
  Today,
  WindowView,
  SparePartsList,
  PlantDay,
  WorkOrderList,
} from '#api'
import { alertsOf } from './alerts.ts'
import { accessAtFirst, accessOf, type StageAccess } from './access.ts'
import { bookOf } from './books.ts'
import { type StageClock, stageClock } from './clock.ts'
import { floor } from './floor.ts'
import { approvalsOf, exceptionsOf, somebody } from './needs.ts'
import { fullMachines, noMachines } from './machines.ts'
import { fullMeters, noMeters } from './meters.ts'
import { fullReplans, type StageReplan } from './replans.ts'
import { replaysOf } from './replays.ts'
import { emptyRetention, fullRetention } from './retention.ts'
import { type StageVersion, versionsOf } from './rules.ts'
import { tell } from './story.ts'
import { todayOf } from './today.ts'
import { fullBreakdowns } from './breakdowns.ts'
import { fullCosts, noCosts } from './asset-costs.ts'
import { fullParts, noParts } from './spare-parts.ts'
import { fullLosses, noLosses } from './losses.ts'
import { fullDay, quietDay } from './plant-day.ts'
import { fullAssets, fullWindows } from './windows.ts'
import { fullWorkOrders, noWorkOrders } from './work-orders.ts'
import { fullUpkeep } from './upkeep.ts'
import { inOwnWords } from './wire.ts'

/** Everything the console may ask about; actions change it. */
export interface World {
  readonly clock: StageClock
  readonly session: Session
  readonly journeys: readonly Journey[]
  readonly exceptions: ExceptionRow[]
  readonly approvals: ApprovalRow[]
  readonly alerts: AlertRow[]
  /** Newest first. */
  readonly replays: ReplayDetail[]
  readonly orders: readonly OrderView[]
  /** Whether a system of the plant speaks in its own words. */
  readonly speaks: boolean
  /** Of the rules, newest first. */
  readonly versions: StageVersion[]
  readonly access: StageAccess
  retention: Retention
  assets: AssetList
  windows: readonly WindowView[]
  readonly replans: readonly StageReplan[]
  readonly machines: MachineList
  readonly meters: MeterList
  plans: readonly PlanView[]
  due: readonly DueWork[]
  readonly breakdowns: BreakdownList
  readonly parts: SparePartsList
  readonly workOrders: WorkOrderList
  readonly costs: AssetCostList
  readonly plantDay: PlantDay
  readonly losses: Losses
  today(plant: string | undefined): Today
}

export function fullWorld(): World {
  const clock = stageClock()
  let n = 0
  const told = floor.flatMap((order) => order.reports.map((report) => tell(clock, order, report, ++n)))
  const exceptions = exceptionsOf(told)
  const approvals = approvalsOf(clock, told)
  const journeys = told.map(({ journey }, at) => ({
    ...(at === 0 ? inOwnWords(journey) : journey),
    related: told
      .filter(({ journey: { message } }) => message.key === journey.message.key)
      .map(({ journey: { message } }) => ({
        messageId: message.messageId,
        title: message.title,
        occurredAt: message.occurredAt,
        progress: message.progress,
      })),
  }))
  const orders = floor.filter(({ state }) => state !== 'unknown').map((order) => bookOf(order, told))
  const world: World = {
    clock,
    session: somebody,
    journeys,
    exceptions,
    approvals,
    alerts: alertsOf(clock),
    replays: replaysOf(clock),
    orders,
    speaks: true,
    versions: versionsOf(clock, ['A', 'B'], true),
    access: accessOf(clock, somebody),
    retention: fullRetention(clock),
    assets: fullAssets(clock),
    windows: fullWindows(clock),
    replans: fullReplans(clock),
    machines: fullMachines(clock),
    meters: fullMeters(clock),
    ...fullUpkeep(clock),
    breakdowns: fullBreakdowns(clock),
    parts: fullParts(clock),
    workOrders: fullWorkOrders(clock),
    costs: fullCosts(clock),
    plantDay: fullDay(clock),
    losses: fullLosses(fullDay(clock)),
    today: (plant) => todayOf(world, plant),
  }
  return world
}

/** The same plant, seen by somebody at the machine. */
export const operatorWorld = (): World => ({
  ...fullWorld(),
  session: {
    ...somebody,
    login: 'omar',
    name: 'Omar Haddad',
    grants: [{ role: 'operator', plant: 'A' }],
    rights: ['today.read', 'orders.read'],
    plants: somebody.plants.slice(0, 1),
  },
})

export function emptyWorld(): World {
  const clock = stageClock()
  const world: World = {
    clock,
    session: { ...somebody, plants: somebody.plants.slice(0, 1) },
    journeys: [],
    exceptions: [],
    approvals: [],
    alerts: [],
    replays: [],
    orders: [],
    speaks: false,
    versions: versionsOf(clock, ['A'], false),
    access: accessAtFirst(somebody),
    retention: emptyRetention(clock),
    assets: { assets: [], equipment: [], mayManage: ['A'] },
    windows: [],
    replans: [],
    machines: noMachines,
    meters: noMeters,
    plans: [],
    due: [],
    breakdowns: { breakdowns: [], mayManage: ['A'] },
    parts: noParts,
    workOrders: noWorkOrders,
    costs: noCosts(clock),
    plantDay: quietDay(clock),
    losses: noLosses(fullLosses(quietDay(clock))),
    today: (plant) => todayOf(world, plant),
  }
  return world
}
