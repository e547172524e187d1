import { z } from 'zod'
import { grantable, grantsSeenBy, mayGrant, mayShutOut } from '#governance/granting'
import { type Manager, type Member, type Roster, roster } from '#governance/roster'
import type { Grant } from '#governance/rights'
import { type Failure, Refused } from '#kernel/failure'
import { days, later } from '#kernel/time'
import type { ApiParts } from '../parts.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { InvitationWish, MadeInvitation, MemberChange, MemberRow, PeopleList } from './contract.ts'

const listRoute = route(
  {
    name: 'listPeople',
    method: 'GET',
    path: '/api/v1/people',
    access: ['people.manage'],
    summary: 'Who may come in as what, and which links are still open, as far as it is about the person’s plants',
    answer: PeopleList,
  },
  async ({ person }, parts) => {
    const members = rosterOf(parts)
    const [people, invitations] = await Promise.all([members.people(person), members.invitations(person)])
    return {
      items: people.map((member) => rowFrom(member, person)),
      invitations: invitations.map((one) => ({ ...one, grants: [...grantsSeenBy(person.grants, one.grants)] })),
      mayGrant: [...grantable(person.grants, plantsOf(parts))],
    }
  },
)

const inviteRoute = route(
  {
    name: 'invite',
    method: 'POST',
    path: '/api/v1/people',
    access: ['people.manage'],
    summary: 'Makes a one-time link by which somebody takes their place with these roles; it works for a day',
    body: InvitationWish,
    answer: MadeInvitation,
  },
  async ({ person, body }, parts) => {
    for (const grant of body.grants) assertGrantable(person.grants, grant, parts)
    const token = await parts.people.invite(person.login, body.grants)
    return { token, expiresAt: later(parts.now(), days(1)) }
  },
)

const changeRoute = route(
  {
    name: 'changePerson',
    method: 'POST',
    path: '/api/v1/people/{login}',
    access: ['people.manage'],
    summary: 'Gives and takes roles, or shuts somebody out and lets them in again',
    params: z.object({ login: z.string().max(64) }),
    body: MemberChange,
    answer: MemberRow,
    refuses: [404, 409],
  },
  async ({ person, params: { login }, body }, parts) => {
    const members = rosterOf(parts)
    if (body.action === 'change') for (const grant of body.add) assertGrantable(person.grants, grant, parts)
    const { reason } = body
    const changed =
      body.action === 'change'
        ? members.change(person, login, body, reason)
        : members[body.action](person, login, reason)
    return rowFrom(await changed.catch(asTrouble), person)
  },
)

const withdrawRoute = route(
  {
    name: 'withdrawInvitation',
    method: 'DELETE',
    path: '/api/v1/invitations/{invitation}',
    access: ['people.manage'],
    summary: 'Takes back a link that nobody has used yet',
    params: z.object({ invitation: z.string().max(64) }),
    refuses: [404],
  },
  async ({ person, params: { invitation } }, parts) => {
    await rosterOf(parts).withdraw(person, invitation).catch(asTrouble)
  },
)

export const peopleRoutes = [listRoute, inviteRoute, changeRoute, withdrawRoute]

const rosterOf = ({ database, home, ids, now }: ApiParts): Roster => roster({ database, home, ids, now })
const plantsOf = ({ plants }: ApiParts): readonly string[] => plants.map(({ id }) => id)

function assertGrantable(own: readonly Grant[], grant: Grant, parts: ApiParts): void {
  const isThere = grant.plant === '*' || plantsOf(parts).includes(grant.plant)
  if (!isThere || !mayGrant(own, grant))
    throw notAllowed(`The role ${grant.role} of plant ${grant.plant} is not yours to give.`)
}

function rowFrom({ grants, ...member }: Member, { login, grants: own }: Manager): MemberRow {
  const seen = grantsSeenBy(own, grants)
  const shuts = member.login !== login && mayShutOut(own, grants)
  return {
    ...member,
    grants: [...seen],
    elsewhere: seen.length < grants.length,
    may: ['change', ...(shuts ? [member.disabledAt === null ? ('disable' as const) : ('enable' as const)] : [])],
  }
}

const asTrouble = (error: Failure): never => {
  if (!(error instanceof Refused)) throw error
  if (error.code === 'UNKNOWN_PERSON') throw notFound('person')
  if (error.code === 'UNKNOWN_INVITATION') throw notFound('invitation')
  if (error.code === 'NOT_YOURS') throw notAllowed(error.message)
  throw new Trouble(409, error.code, 'Not done', error.message)
}
