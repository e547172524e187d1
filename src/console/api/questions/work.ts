import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AlertList,
  ApprovalList,
  ExceptionList,
  Journey,
  MessageList,
  MessageQuery,
  Session,
  Today,
  UndoPreview,
} from '#api'
import { ask } from '../ask.ts'
import { Trouble } from '../trouble.ts'

// What the work of the day asks of the hub: what came, what stopped, what waits for an answer.

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

export const alertsQuestion = (state: 'open' | 'closed', plant: string) =>
  queryOptions({
    queryKey: ['alerts', state, plant],
    queryFn: ({ signal }) => ask<AlertList>('/alerts', { state, plant }, signal),
    placeholderData: keepPreviousData,
  })
