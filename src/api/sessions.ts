import type { FastifyReply, FastifyRequest } from 'fastify'
import type { People, Person, SignedIn, SignInRefusal } from '#governance/people'
import { type Right, rights, rightsOf } from '#governance/rights'
import { sameHash } from '#governance/secrets'
import { Claim, Session, SignIn } from './contract.ts'
import type { ApiParts } from './parts.ts'
import { notAllowed, notSignedIn, Trouble } from './problems.ts'
import { type Route, route } from './routes/route.ts'

/** Over TLS the prefix makes the browser refuse a cookie that another host or path has set. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-millwright' : 'millwright')

export const sessionOf = (request: FastifyRequest, secure: boolean): string | undefined =>
  request.cookies[cookieName(secure)]

/** Who asks; refuses when nobody is signed in. What changes something must carry the session's token as well. */
export async function personOf(request: FastifyRequest, people: People, secure: boolean): Promise<Person> {
  const session = sessionOf(request, secure)
  const person = session ? await people.whoIs(session) : undefined
  if (!person) throw notSignedIn()
  if (request.method !== 'GET' && !sameHash(String(request.headers['x-csrf-token'] ?? ''), person.csrf))
    throw notAllowed('The page is out of date. Load it again, then repeat what you did.')
  return person
}

const sessionFrom = (person: Person, plants: ApiParts['plants']): Session => {
  const held = new Set<Right>(person.grants.flatMap(({ role }) => rightsOf[role]))
  const all = person.grants.some(({ plant }) => plant === '*')
  const own = new Set(person.grants.map(({ plant }) => plant))
  return {
    login: person.login,
    name: person.name,
    grants: [...person.grants],
    rights: rights.filter((right) => held.has(right)),
    plants: plants.filter(({ id }) => all || own.has(id)).map(({ id, name, timeZone }) => ({ id, name, timeZone })),
    csrf: person.csrf,
  }
}

function welcome(reply: FastifyReply, outcome: SignedIn | SignInRefusal, { secure, plants }: ApiParts): Session {
  if (typeof outcome === 'string') throw refusals[outcome]
  void reply.setCookie(cookieName(secure), outcome.session, { httpOnly: true, sameSite: 'strict', secure, path: '/' })
  return sessionFrom(outcome, plants)
}

export const sessionRoutes: readonly Route[] = [
  route(
    {
      name: 'readSession',
      method: 'GET',
      path: '/api/v1/session',
      access: 'signed-in',
      summary: 'Who is signed in, and what they may do where',
      answer: Session,
    },
    async ({ person }, { plants }) => sessionFrom(person, plants),
  ),
  route(
    {
      name: 'signIn',
      method: 'POST',
      path: '/api/v1/session',
      access: 'public',
      summary: 'Signs a person in; the answer sets the session cookie',
      body: SignIn,
      answer: Session,
      refuses: [401, 429],
      perMinute: 60,
    },
    async ({ body, reply }, parts) => welcome(reply, await parts.people.signIn(body.login, body.password), parts),
  ),
  route(
    {
      name: 'claim',
      method: 'POST',
      path: '/api/v1/session/claim',
      access: 'public',
      summary: 'Uses a one-time link: makes the person who was invited and signs them in',
      body: Claim,
      answer: Session,
      refuses: [409, 410, 429],
      perMinute: 20,
    },
    async ({ body: { token, login, name, password }, reply }, parts) =>
      welcome(reply, await parts.people.claim(token, login, name, password), parts),
  ),
  route(
    {
      name: 'signOut',
      method: 'DELETE',
      path: '/api/v1/session',
      access: 'signed-in',
      summary: 'Ends the session',
    },
    async ({ request, reply }, { people, secure }) => {
      await people.signOut(sessionOf(request, secure)!)
      void reply.clearCookie(cookieName(secure), { path: '/', secure })
    },
  ),
]

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
