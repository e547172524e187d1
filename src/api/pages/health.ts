import { z } from 'zod'
import { type Route, route } from '../routes/route.ts'

export const healthRoutes: readonly Route[] = [
  route(
    {
      name: 'healthz',
      method: 'GET',
      path: '/healthz',
      access: 'public',
      summary: 'Whether the process lives',
      answer: z.object({ alive: z.literal(true) }),
    },
    async () => ({ alive: true as const }),
  ),
  route(
    {
      name: 'readyz',
      method: 'GET',
      path: '/readyz',
      access: 'public',
      summary: 'Whether the hub can take events: its database answers, and keeps what it acknowledges',
      answer: z.object({ ready: z.boolean() }),
      refuses: [503],
    },
    async ({ reply }, parts) => {
      const ready = await parts.ready()
      void reply.code(ready ? 200 : 503)
      return { ready }
    },
  ),
]
