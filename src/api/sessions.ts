import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { People, Person, SignedIn, SignInRefusal } from '#governance/people'
import { type Right, rights, rightsOf } from '#governance/rights'
import { sameHash } from '#governance/secrets'
import { Claim, type Session, SignIn } from './contract.ts'
import { notAllowed, notSignedIn, Trouble } from './problems.ts'

const COOKIE = 'millwright'

export interface SessionParts {
  readonly people: People
  readonly plants: readonly { readonly id: string; readonly name: string; readonly timeZone: string }[]
  /** Whether the console is reached over TLS: then the cookie never travels without. */
  readonly secure: boolean
}

/** Who asks; refuses when nobody is signed in. What changes something must carry the session's token as well. */
export async function personOf(request: FastifyRequest, people: People): Promise<Person> {
  const session = request.cookies[COOKIE]
  const person = session ? await people.whoIs(session) : undefined
  if (!person) throw notSignedIn()
  if (request.method !== 'GET' && !sameHash(String(request.headers['x-csrf-token'] ?? ''), person.csrf))
    throw notAllowed('The page is out of date. Load it again, then repeat what you did.')
  return person
}

export function sessionRoutes(app: FastifyInstance, { people, plants, secure }: SessionParts): void {
  const sessionFrom = (person: Person): Session => {
    const held = new Set<Right>(person.grants.flatMap(({ role }) => rightsOf[role]))
    const all = person.grants.some(({ plant }) => plant === '*')
    const own = new Set(person.grants.map(({ plant }) => plant))
    return {
      login: person.login,
      name: person.name,
      grants: [...person.grants],
      rights: rights.filter((right) => held.has(right)),
      plants: plants.filter(({ id }) => all || own.has(id)).map((plant) => ({ ...plant })),
      csrf: person.csrf,
    }
  }
  const welcome = (reply: FastifyReply, outcome: SignedIn | SignInRefusal): Session => {
    if (typeof outcome === 'string') throw refusals[outcome]
    void reply.setCookie(COOKIE, outcome.session, { httpOnly: true, sameSite: 'strict', secure, path: '/' })
    return sessionFrom(outcome)
  }

  app.get('/api/v1/session', async (request) => sessionFrom(await personOf(request, people)))
  app.post('/api/v1/session', async (request, reply) => {
    const { login, password } = SignIn.parse(request.body)
    return welcome(reply, await people.signIn(login, password))
  })
  app.post('/api/v1/session/claim', async (request, reply) => {
    const { token, login, name, password } = Claim.parse(request.body)
    return welcome(reply, await people.claim(token, login, name, password))
  })
  app.delete('/api/v1/session', async (request, reply) => {
    await personOf(request, people)
    await people.signOut(request.cookies[COOKIE]!)
    void reply.clearCookie(COOKIE, { path: '/' }).code(204)
  })
}

const refusals: Record<SignInRefusal, Trouble> = {
  WRONG_LOGIN: new Trouble(401, 'WRONG_LOGIN', 'Not signed in', 'Login or password is wrong.'),
  TOO_MANY_TRIES: new Trouble(429, 'TOO_MANY_TRIES', 'Too many tries', 'Wait a quarter of an hour, then try again.', {
    retryAfter: 900,
  }),
  INVITATION_UNKNOWN: new Trouble(
    410,
    'INVITATION_UNKNOWN',
    'The link is used up',
    'This one-time link was used or is too old. Ask for a new one.',
  ),
  LOGIN_TAKEN: new Trouble(409, 'LOGIN_TAKEN', 'Login taken', 'Somebody else has this login. Choose another one.'),
}
