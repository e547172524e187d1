import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AssetCostList,
  AssetList,
  BreakdownList,
  BundlePreview,
  AlertList,
  ApprovalList,
  DraftTable,
  DueWorkList,
  ExceptionList,
  FieldTableList,
  FieldTableView,
  Journey,
  KeyList,
  MaterialList,
  MessageList,
  MessageQuery,
  OrderList,
  OrderView,
  PeopleList,
  ReadinessList,
  ReconciliationPage,
  RecordPreview,
  ReplanList,
  ReplanView,
  ReplayDetail,
  ReplayList,
  Retention,
  ReplayPreview,
  ReplayWish,
  RulesPreview,
  RulesVersionView,
  RulesView,
  Session,
  Today,
  WhyList,
  WhyView,
  LossesList,
  UnitCost,
  MachineList,
  MeterList,
  SparePartsList,
  ReachList,
  PlantDayList,
  WindowList,
  WorkCentreList,
  WorkOrderList,
  UndoPreview,
  UpkeepList,
} from '#api'
import type { OrderCost } from '#model/order-cost'
import { ask, tell } from './ask.ts'
import { hubNow } from './clock.ts'
import { Trouble } from './trouble.ts'

/** The first word of every key is the topic under which the hub says that it changed. */

export const sessionQuestion = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    try {
      return await ask<Session>('/session', {}, signal)
    } catch (error) {
      if (error instanceof Trouble && error.problem.status === 401) return null
      throw error
    }
  },
  staleTime: Infinity,
})

export const todayQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['today', plant],
    queryFn: ({ signal }) => ask<Today>('/today', { plant }, signal),
    placeholderData: keepPreviousData,
  })

export type MessageFilter = Omit<MessageQuery, 'before' | 'limit'>

export const messagesQuestion = (filter: MessageFilter) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      ask<MessageList>('/messages', { ...filter, before: pageParam || undefined, limit: 50 }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })

export const journeyQuestion = (messageId: string) =>
  queryOptions({
    queryKey: ['messages', 'journey', messageId],
    queryFn: ({ signal }) => ask<Journey>(`/messages/${encodeURIComponent(messageId)}`, {}, signal),
  })

/** What taking it back would do now. */
export const undoQuestion = (messageId: string) =>
  queryOptions({
    queryKey: ['messages', 'undo', messageId],
    queryFn: ({ signal }) => ask<UndoPreview>(`/messages/${encodeURIComponent(messageId)}/undo`, {}, signal),
    staleTime: 0,
  })

export interface ExceptionFilter {
  readonly state: 'open' | 'closed'
  readonly plant?: string
  readonly code?: string
}

export const exceptionsQuestion = (filter: ExceptionFilter) =>
  queryOptions({
    queryKey: ['exceptions', filter],
    queryFn: ({ signal }) => ask<ExceptionList>('/exceptions', { ...filter }, signal),
    placeholderData: keepPreviousData,
  })

export const approvalsQuestion = (state: 'open' | 'closed') =>
  queryOptions({
    queryKey: ['approvals', state],
    queryFn: ({ signal }) => ask<ApprovalList>('/approvals', { state }, signal),
    placeholderData: keepPreviousData,
  })

export interface OrderFilter {
  readonly q?: string
  readonly state?: string
  readonly plant?: string
}

export const ordersQuestion = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: ['orders', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      ask<OrderList>('/orders', { ...filter, before: pageParam || undefined }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })

export const orderQuestion = (key: string, plant: string | undefined) =>
  queryOptions({
    queryKey: ['orders', 'one', plant, key],
    queryFn: ({ signal }) => ask<OrderView>(`/orders/${encodeURIComponent(key)}`, { plant }, signal),
  })

export const orderCostQuestion = (key: string, plant: string | undefined) =>
  queryOptions({
    queryKey: ['orders', 'cost', plant, key],
    queryFn: ({ signal }) => ask<OrderCost>(`/orders/${encodeURIComponent(key)}/cost`, { plant }, signal),
    retry: false,
  })

/** Which value of an order. */
export interface WhySearch {
  readonly value?: string
  readonly item?: string
  readonly operation?: string
  readonly lot?: string
  readonly plant?: string | undefined
}

/** Asked of Odoo each time somebody looks. */
export const whyQuestion = (key: string, search: WhySearch) =>
  queryOptions({
    queryKey: ['orders', 'why', key, search],
    queryFn: ({ signal }) => ask<WhyView>(`/why/${encodeURIComponent(key)}`, { ...search }, signal),
    retry: false,
  })

export const valuesQuestion = (q: string, plant: string) =>
  queryOptions({
    queryKey: ['orders', 'values', q, plant],
    queryFn: ({ signal }) => ask<WhyList>('/why', { q: q || undefined, plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

export const fieldTablesQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['field-tables', 'list', plant],
    queryFn: ({ signal }) => ask<FieldTableList>('/wire', { plant }, signal),
  })

/** With the last record that came, or a certain one. */
export const fieldTableQuestion = (table: string, record: string | undefined) =>
  queryOptions({
    queryKey: ['field-tables', 'one', table, record],
    queryFn: ({ signal }) => ask<FieldTableView>(`/wire/${encodeURIComponent(table)}`, { record }, signal),
  })

/** What the table makes of a record: a question, although it carries the record. */
export const previewQuestion = (table: string, text: string, csrf: string) =>
  queryOptions({
    queryKey: ['field-tables', 'preview', table, text],
    queryFn: () => tell<RecordPreview>(`/wire/${encodeURIComponent(table)}/preview`, text, { csrf, asText: true }),
    // The table may be mended at any time, and a hub that has read it anew says otherwise.
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

export const rulesQuestion = queryOptions({
  queryKey: ['rules', 'now'],
  queryFn: ({ signal }) => ask<RulesView>('/rules', {}, signal),
})

export const rulesVersionQuestion = (version: string | number) =>
  queryOptions({
    queryKey: ['rules', 'version', String(version)],
    queryFn: ({ signal }) => ask<RulesVersionView>(`/rules/${encodeURIComponent(version)}`, {}, signal),
  })

/** What a proposal would change, asked without proposing it. */
export const rulesPreviewQuestion = (basedOn: number, rules: RulesView['rules'], csrf: string) =>
  queryOptions({
    queryKey: ['rules', 'preview', basedOn, rules],
    queryFn: () => tell<RulesPreview>('/rules/preview', { basedOn, rules }, { csrf }),
  })

/** What a bundle of another hub would change, asked without proposing it. */
export const bundlePreviewQuestion = (text: string, newest: number, csrf: string) =>
  queryOptions({
    queryKey: ['rules', 'bundle', newest, text],
    queryFn: () => tell<BundlePreview>('/rules/bundle/preview', { text }, { csrf }),
  })

/** A field table somebody writes, read and held against what came last; nothing is kept. */
export const tableDraftQuestion = (
  wish: { readonly text: string } | { readonly table: RulesView['rules']['fieldTables'][number] },
  csrf: string,
) =>
  queryOptions({
    queryKey: ['rules', 'table', wish],
    queryFn: () => tell<DraftTable>('/rules/field-tables', wish, { csrf }),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Judging again changes while it is looked at, and the hub says so of its beginning and its end only. */
const whileItRuns = (running: boolean | undefined): number | false => (running ? 1_500 : false)

export const replaysQuestion = queryOptions({
  queryKey: ['replays', 'list'],
  queryFn: ({ signal }) => ask<ReplayList>('/replays', {}, signal),
  refetchInterval: ({ state: { data } }) => whileItRuns(data?.items.some(({ state }) => state === 'running')),
})

export const replayQuestion = (id: string) =>
  queryOptions({
    queryKey: ['replays', 'one', id],
    queryFn: ({ signal }) => ask<ReplayDetail>(`/replays/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: ({ state: { data } }) => whileItRuns(data?.state === 'running'),
  })

/** What would happen if these were judged again; nothing is kept. */
export const replayPreviewQuestion = (wish: ReplayWish, csrf: string) =>
  queryOptions({
    queryKey: ['replays', 'preview', wish],
    queryFn: () => tell<ReplayPreview>('/replays/preview', wish, { csrf }),
    staleTime: 0,
  })

export const alertsQuestion = (state: 'open' | 'closed', plant: string) =>
  queryOptions({
    queryKey: ['alerts', state, plant],
    queryFn: ({ signal }) => ask<AlertList>('/alerts', { state, plant }, signal),
    placeholderData: keepPreviousData,
  })

export const retentionQuestion = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => ask<Retention>('/retention', {}, signal),
})
export const assetsQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['assets', 'list', plant],
    queryFn: ({ signal }) => ask<AssetList>('/assets', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

/** What is judged of meters is told as what is judged of orders. */
export const metersQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['orders', 'meters', plant],
    queryFn: ({ signal }) => ask<MeterList>('/meters', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

/** Asked of the ERP. */
export const workCentresQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['assets', 'work-centres', plant],
    queryFn: ({ signal }) => ask<WorkCentreList>('/work-centres', { plant }, signal),
  })

/** What is judged of a window is told as what is judged of orders. */
export const windowsQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['orders', 'windows', plant],
    queryFn: ({ signal }) => ask<WindowList>('/windows', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

/** The ERP is asked for what is open: not with every event, but when a window changes by hand, and now and then. */
export const dueWorkQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['upkeep', 'due', plant],
    queryFn: ({ signal }) => ask<DueWorkList>('/due-work', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })

export const upkeepQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['upkeep', 'plans', plant],
    queryFn: ({ signal }) => ask<UpkeepList>('/upkeep', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

/** What is judged of parts is told as what is judged of orders. */
export const sparePartsQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['orders', 'spare-parts', plant],
    queryFn: ({ signal }) => ask<SparePartsList>('/spare-parts', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

/** As of parts. */
export const workOrdersQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['orders', 'work-orders', plant],
    queryFn: ({ signal }) => ask<WorkOrderList>('/maintenance-orders', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

export const assetCostsQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['orders', 'asset-costs', plant],
    queryFn: ({ signal }) => ask<AssetCostList>('/asset-costs', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

/** What is missing is missing by the time, too. */
export const reachQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['orders', 'reach', plant],
    queryFn: ({ signal }) => ask<ReachList>('/maintenance-reach', { plant: plant || undefined }, signal),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  })

export const plantDayQuestion = (plant: string, day: string | undefined) =>
  queryOptions({
    queryKey: ['orders', 'plant-day', plant, day ?? ''],
    queryFn: ({ signal }) => ask<PlantDayList>('/plant-day', { plant: plant || undefined, day }, signal),
    placeholderData: keepPreviousData,
  })

export const unitCostQuestion = (key: string, plant: string | undefined) =>
  queryOptions({
    queryKey: ['orders', 'unit-cost', key, plant ?? ''],
    queryFn: ({ signal }) => ask<UnitCost>(`/unit-cost/${encodeURIComponent(key)}`, { plant }, signal),
  })

export const lossesQuestion = (plant: string, day: string | undefined) =>
  queryOptions({
    queryKey: ['orders', 'losses', plant, day ?? ''],
    queryFn: ({ signal }) => ask<LossesList>('/losses', { plant: plant || undefined, day }, signal),
    placeholderData: keepPreviousData,
  })

/** Machines say something all the time, and nothing of it is a message. */
export const machinesQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['assets', 'machines', plant],
    queryFn: ({ signal }) => ask<MachineList>('/machines', { plant: plant || undefined }, signal),
    refetchInterval: 5000,
    placeholderData: keepPreviousData,
  })

/** As of windows. */
export const breakdownsQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['orders', 'breakdowns', plant],
    queryFn: ({ signal }) => ask<BreakdownList>('/breakdowns', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

/** Odoo is asked each time, so it is asked by the clock and not with every movement. */
export const materialQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['material', plant],
    queryFn: ({ signal }) => ask<MaterialList>('/material', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })

/** New plans are told as what is judged of orders. */
export const replansQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['orders', 'replans', plant],
    queryFn: ({ signal }) => ask<ReplanList>('/replans', { plant: plant || undefined }, signal),
    placeholderData: keepPreviousData,
  })

export const replanQuestion = (plant: string, replan: string) =>
  queryOptions({
    queryKey: ['orders', 'replans', plant, replan],
    queryFn: ({ signal }) =>
      ask<ReplanView>(`/replans/${encodeURIComponent(plant)}/${encodeURIComponent(replan)}`, {}, signal),
    placeholderData: keepPreviousData,
  })

export interface ReadinessFilter {
  readonly plant?: string
  readonly flow?: string
}

/** It asks the ledger what people booked: not again by itself. */
export const readinessQuestion = (filter: ReadinessFilter) =>
  queryOptions({
    queryKey: ['rules', 'readiness', filter],
    queryFn: ({ signal }) => ask<ReadinessList>('/readiness', { ...filter }, signal),
    placeholderData: keepPreviousData,
  })

/** Both books page by page, in the span of the first page; it asks the ledger, so anew only with the page. */
export const reconciliationQuestion = (plant: string, hours: number) =>
  infiniteQueryOptions({
    queryKey: ['reconciliation', plant, hours],
    queryFn: ({ signal, pageParam: { since = new Date(hubNow() - hours * 3_600_000).toISOString(), ...further } }) =>
      ask<ReconciliationPage>('/reconciliation', { plant, since, ...further }, signal),
    initialPageParam: {} as { readonly since?: string; readonly until?: string; readonly after?: string },
    getNextPageParam: ({ since, until, next }) => (next === null ? null : { since, until, after: next }),
    staleTime: Infinity,
    gcTime: 0,
  })

export const keysQuestion = queryOptions({
  queryKey: ['access', 'keys'],
  queryFn: ({ signal }) => ask<KeyList>('/keys', {}, signal),
})

export const peopleQuestion = queryOptions({
  queryKey: ['access', 'people'],
  queryFn: ({ signal }) => ask<PeopleList>('/people', {}, signal),
})
