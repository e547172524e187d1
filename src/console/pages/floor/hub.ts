import { queryOptions } from '@tanstack/react-query'
import type { FloorDevice, FloorReports, FloorView } from '#api'
import { learnFrom } from '../../api/clock.ts'
import { Trouble, troubleFrom, unreachable } from '../../api/trouble.ts'
import { keepView, keptView } from './kept-view.ts'
import type { Answer, Hub } from './outbox/outbox.ts'

const root = '/api/v1'
const PATIENCE = 10_000

/** Asks as this device: the key lies in a cookie that no script reads, and the header says that it is meant. */
async function asDevice(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(root + path, {
    ...init,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(PATIENCE),
    headers: { accept: 'application/json', authorization: 'Device', ...init.headers },
  }).catch(() => {
    throw unreachable()
  })
  learnFrom(response)
  return response
}

async function answerOf<Body>(response: Response): Promise<Body> {
  if (!response.ok) throw await troubleFrom(response)
  return (await response.json()) as Body
}

const jsonBody = (body: unknown, type = 'application/json'): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': type },
  body: JSON.stringify(body),
})

/** Null where this browser is no device, or is one no longer. */
export const floorQuestion = queryOptions({
  queryKey: ['floor'],
  queryFn: async (): Promise<FloorView | null> => {
    const response = await asDevice('/floor')
    const view = [401, 403].includes(response.status) ? null : await answerOf<FloorView>(response)
    keepView(view)
    return view
  },
  initialData: keptView,
  initialDataUpdatedAt: 0,
  refetchInterval: 10_000,
  refetchIntervalInBackground: true,
  retry: 1,
  retryDelay: 500,
  networkMode: 'always',
})

export const enrol = async (key: string): Promise<FloorDevice> =>
  answerOf<FloorDevice>(await asDevice('/floor/device', jsonBody({ key })))

export const dismiss = async (): Promise<void> => void (await asDevice('/floor/device', { method: 'DELETE' }))

export const hub: Hub = {
  async send(event): Promise<Answer> {
    try {
      const response = await asDevice('/events', jsonBody(event, 'application/cloudevents+json'))
      if (response.status === 401) return { kind: 'shut-out' }
      if (response.ok) return { kind: 'taken' }
      return response.status === 429 || response.status >= 500 ? { kind: 'later' } : refused(response)
    } catch {
      return { kind: 'later' }
    }
  },
  async reports(ids) {
    try {
      const query = new URLSearchParams({ ids: ids.join(',') })
      return (await answerOf<FloorReports>(await asDevice(`/floor/reports?${query}`))).items
    } catch (error) {
      // That the key has ended is noticed by whoever sends; here nothing is certain.
      if (error instanceof Trouble) return undefined
      throw error
    }
  },
}

/** The door tells each event’s refusal beside it; what is no such answer never came to the door. */
async function refused(response: Response): Promise<Answer> {
  const said = (await response.json().catch(() => undefined)) as
    | { readonly receipts?: readonly { readonly sentence?: string }[]; readonly detail?: string }
    | undefined
  const sentence = said?.receipts?.[0]?.sentence ?? said?.detail
  if (sentence === undefined) return { kind: 'later' }
  return { kind: 'refused', sentence, now: 'Nothing was kept by the hub. Look at what you chose, then report it anew.' }
}
