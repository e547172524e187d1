import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ReadinessList, ReconciliationPage, ReplayDetail, ReplayList, ReplayPreview, ReplayWish } from '#api'
import { ask, tell } from '../ask.ts'
import { hubNow } from '../clock.ts'

// What is asked of what the hub did and would do: judged again, held against what others booked, or against the books.

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
