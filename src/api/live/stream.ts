import type { FastifyReply, FastifyRequest } from 'fastify'
import { Changed } from '../contract.ts'
import type { ApiParts } from '../parts.ts'
import { tryLater } from '../problems.ts'
import { admit } from '../routes/register.ts'
import type { Declared, Route } from '../routes/route.ts'
import { sessionOf } from '../sessions.ts'
import { beat, type Listener, send, tell } from './listeners.ts'
import { looker } from './looks.ts'
import { everyTopic } from './topics.ts'

const LOOK_EVERY = 1000
const BEAT_EVERY = 15
const CHECK_EVERY = 60
const MOST = 500
const MOST_EACH = 20

const declared: Declared = {
  name: 'listen',
  method: 'GET',
  path: '/api/v1/stream',
  access: [
    'today.read',
    'messages.read',
    'exceptions.read',
    'approvals.read',
    'orders.read',
    'alerts.read',
    'rules.read',
    'keys.read',
  ],
  summary: 'Says what changed, as server-sent events of the name `changed`; the page then asks again',
  answer: Changed,
  answerType: 'text/event-stream',
  refuses: [503],
}

export const streamRoute: Route = {
  ...declared,
  register(app, parts) {
    const listeners = new Set<Listener>()
    const pulse = pulseFor(parts, listeners)
    app.get(declared.path, async (request, reply) => {
      const person = (await admit(request, declared, parts)).person!
      const own = [...listeners].filter((listener) => listener.person.login === person.login)
      if (listeners.size >= MOST || own.length >= MOST_EACH)
        throw tryLater('Too many pages listen at the moment. This one asks by the clock instead.', 30)
      const listener: Listener = { person, session: sessionOf(request, parts.secure)!, response: open(reply) }
      listeners.add(listener)
      reply.raw.on('close', () => listeners.delete(listener))
      beat(listener)
      // What was missed meanwhile is not kept: whoever comes back asks for everything once.
      if (lastHeard(request)) send(listener, everyTopic, parts.now())
      pulse.start()
    })
    // Before the server waits for its connections: these would never end by themselves.
    app.addHook('preClose', async () => {
      pulse.stop()
      for (const { response } of listeners) response.end()
    })
  },
}

const lastHeard = (request: FastifyRequest): boolean => request.headers['last-event-id'] !== undefined

function open(reply: FastifyReply) {
  reply.hijack()
  const headers = { ...reply.getHeaders() } as Record<string, string>
  reply.raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  return reply.raw
}

/** One look a second for all who listen, and none while nobody does. */
function pulseFor(parts: ApiParts, listeners: ReadonlySet<Listener>) {
  let look: ReturnType<typeof looker> | undefined
  let timer: NodeJS.Timeout | undefined
  let turn = 0

  async function once(): Promise<void> {
    turn++
    if (turn % CHECK_EVERY === 0) await Promise.all([...listeners].map((listener) => check(listener)))
    if (turn % BEAT_EVERY === 0) for (const listener of listeners) beat(listener)
    const changes = await look!()
    if (changes.size > 0) for (const listener of listeners) tell(listener, changes, parts.now())
  }

  /** A session that has ended, or lost its rights, hears nothing more. */
  async function check(listener: Listener): Promise<void> {
    const person = await parts.people.stillIn(listener.session)
    if (person) listener.person = person
    else listener.response.end()
  }

  function next(): void {
    timer = setTimeout(() => {
      void once()
        .catch((error: unknown) => parts.log.warn({ err: error }, 'Looking for changes failed and is tried again'))
        .finally(() => {
          if (timer && listeners.size > 0) next()
          else timer = undefined
        })
    }, LOOK_EVERY).unref()
  }

  return {
    start(): void {
      if (timer) return
      look = looker(parts)
      next()
    },
    stop(): void {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
