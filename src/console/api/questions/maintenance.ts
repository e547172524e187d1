import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AssetCostList,
  AssetList,
  BreakdownList,
  DueWorkList,
  MachineList,
  MeterList,
  ReachList,
  SparePartsList,
  UpkeepList,
  WindowList,
  WorkCentreList,
  WorkOrderList,
} from '#api'
import { ask } from '../ask.ts'

// What is asked of assets and of the work on them.

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
