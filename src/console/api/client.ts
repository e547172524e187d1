import { QueryCache, QueryClient } from '@tanstack/react-query'
import { sessionQuestion } from './questions/work.ts'
import { Trouble } from './trouble.ts'

/** Only what may have changed by itself is asked again: the network, or a hub that is starting. */
const worthAskingAgain = (times: number, error: Error): boolean =>
  times < 2 && error instanceof Trouble && [0, 502, 503, 504].includes(error.problem.status)

export const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof Trouble && error.problem.status === 401) signedOut()
    },
  }),
  defaultOptions: {
    queries: { staleTime: 10_000, retry: worthAskingAgain, retryDelay: (times) => 1_000 * 2 ** times },
    mutations: {
      onError: (error) => {
        if (error instanceof Trouble && error.problem.status === 401) signedOut()
      },
    },
  },
})

/** The session ended somewhere else, or ran out: the shell notices and asks for the password. */
export const signedOut = (): void => {
  client.setQueryData(sessionQuestion.queryKey, null)
}
