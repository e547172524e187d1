import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  LossesList,
  MaterialList,
  OrderList,
  OrderView,
  PlantDayList,
  ReplanList,
  ReplanView,
  UnitCost,
  WhyList,
  WhyView,
} from '#api'
import type { OrderCost } from '#model/order-cost'
import { ask } from '../ask.ts'

// What is asked of orders: how they stand, what they cost, what they were worth, and how they could go on.

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
