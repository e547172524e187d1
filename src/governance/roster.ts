import { Refused } from '#kernel/failure'
import { type Database, type Sql, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { type AuditEntry, writeAudit } from './audit.ts'
import { isSeenBy, managing, mayGrant, mayShutOut } from './granting.ts'
import type { Grant } from './rights.ts'

const sql = statementsIn(import.meta.url)
const holdPeople = sql('hold-people')
const listPeople = sql('list-people')
const listInvitations = sql('list-invitations')
const withdrawInvitation = sql('withdraw-invitation')
const withdrawInvitationsOf = sql('withdraw-invitations-of')
const grantRole = sql('grant-role')
const ungrantRole = sql('ungrant-role')
const disablePerson = sql('disable-person')
const countAdministrators = sql('count-administrators')

/** Somebody who may come in, or could once. */
export interface Member {
  readonly login: string
  readonly name: string
  readonly createdAt: Instant
  readonly disabledAt: Instant | null
  readonly seenAt: Instant | null
  readonly grants: readonly Grant[]
}

/** A one-time link that nobody has used yet. */
export interface Invitation {
  readonly invitation: string
  readonly grants: readonly Grant[]
  readonly createdAt: Instant
  readonly createdBy: string
  readonly expiresAt: Instant
}

/** Who changes something about others, with what they hold themselves. */
export interface Manager {
  readonly login: string
  readonly grants: readonly Grant[]
}

/**
 * Who may come in as what. Everybody sees and changes what their own grants reach; what they do not reach is refused
 * UNKNOWN_PERSON or UNKNOWN_INVITATION as if it were not there, NOT_YOURS where it is known, and LAST_ADMINISTRATOR
 * where nobody would be left to let others in.
 */
export interface Roster {
  people(by: Manager): Promise<readonly Member[]>
  invitations(by: Manager): Promise<readonly Invitation[]>
  /** These three answer the person as they are now. */
  change(
    by: Manager,
    login: string,
    wish: { add: readonly Grant[]; remove: readonly Grant[] },
    reason: string,
  ): Promise<Member>
  disable(by: Manager, login: string, reason: string): Promise<Member>
  enable(by: Manager, login: string, reason: string): Promise<Member>
  withdraw(by: Manager, invitation: string): Promise<void>
}

export interface RosterParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
}

export function roster({ database, home, ids, now }: RosterParts): Roster {
  const everybody = async (session: Sql): Promise<readonly Member[]> =>
    (await session.all<MemberRow>(listPeople, [])).map(memberFrom)
  const members = async (session: Sql, by: Manager): Promise<readonly Member[]> =>
    (await everybody(session)).filter(({ grants }) => isSeenBy(by.grants, grants))
  const memberOf = async (session: Sql, by: Manager, login: string): Promise<Member> => {
    const member = (await members(session, by)).find((one) => one.login === login)
    if (!member) throw new Refused('UNKNOWN_PERSON', `There is nobody called ${login}.`)
    return member
  }
  const open = async (session: Sql, by: Manager): Promise<readonly Invitation[]> => {
    const rows = await session.all<InvitationRow>(listInvitations, [now()])
    return rows.map(invitationFrom).filter(({ grants }) => isSeenBy(by.grants, grants))
  }
  const tell = (session: Sql, entries: readonly Omit<AuditEntry, 'auditId' | 'at'>[]) =>
    writeAudit(
      session,
      home,
      entries.map((entry) => ({ ...entry, auditId: ids(), at: now() })),
    )

  /** Changes that must leave somebody who can let others in, where there was somebody. */
  const change = (by: Manager, login: string, work: (session: Sql, member: Member) => Promise<void>): Promise<Member> =>
    database.transaction(async (session) => {
      await session.all(holdPeople, [])
      const count = async () => {
        const [row] = await session.all<{ administrators: number }>(countAdministrators, [managing])
        return row?.administrators ?? 0
      }
      const before = await count()
      await work(session, await memberOf(session, by, login))
      if (before > 0 && (await count()) === 0)
        throw new Refused(
          'LAST_ADMINISTRATOR',
          'Nobody would be left who can let others in. Make somebody else administrator of every plant first.',
        )
      return (await everybody(session)).find((one) => one.login === login)!
    })

  const shut = (by: Manager, login: string, reason: string, at: Instant | null) =>
    change(by, login, async (session, member) => {
      if (by.login === login) throw notYours('Somebody else has to do this for you.')
      if (!mayShutOut(by.grants, member.grants)) throw notYours(`${member.name} holds roles that you do not manage.`)
      if ((member.disabledAt === null) === (at === null)) return
      await session.all(disablePerson, [login, at])
      if (at) await session.all(withdrawInvitationsOf, [login])
      const action = at ? 'person.disabled' : 'person.enabled'
      await tell(session, [{ plant: plantOf(member.grants), actor: by.login, action, subject: login, reason }])
    })

  return {
    people: (by) => members(database, by),
    invitations: (by) => open(database, by),

    change: (by, login, { add, remove }, reason) =>
      change(by, login, async (session, member) => {
        const holds = (grant: Grant) => member.grants.some((one) => isSame(one, grant))
        const [given, taken] = [add.filter((grant) => !holds(grant)), remove.filter(holds)]
        const foreign = [...given, ...taken].find((grant) => !mayGrant(by.grants, grant))
        if (foreign) throw notYours(`The role ${foreign.role} of plant ${foreign.plant} is not yours to give or take.`)
        for (const { role, plant } of given) await session.all(grantRole, [login, role, plant, now(), by.login])
        for (const { role, plant } of taken) await session.all(ungrantRole, [login, role, plant])
        const plants = [...new Set([...given, ...taken].map(({ plant }) => plant))]
        const roles = (of: readonly Grant[], at: string) =>
          of.filter(({ plant }) => plant === at).map(({ role }) => role)
        await tell(
          session,
          plants.map((plant) => {
            const before = roles(member.grants, plant)
            const after = [...before.filter((role) => !roles(taken, plant).includes(role)), ...roles(given, plant)]
            return { plant, actor: by.login, action: 'person.roles-changed', subject: login, reason, before, after }
          }),
        )
      }),

    disable: (by, login, reason) => shut(by, login, reason, now()),
    enable: (by, login, reason) => shut(by, login, reason, null),

    withdraw: (by, invitation) =>
      database.transaction(async (session) => {
        const found = (await open(session, by)).find((one) => one.invitation === invitation)
        if (!found) throw new Refused('UNKNOWN_INVITATION', 'There is no such invitation, or it was used.')
        if (!mayShutOut(by.grants, found.grants)) throw notYours('It gives roles that you do not manage.')
        const [gone] = await session.all(withdrawInvitation, [invitation, now()])
        if (!gone) throw new Refused('UNKNOWN_INVITATION', 'There is no such invitation, or it was used.')
        const after = { grants: found.grants.map((grant) => ({ ...grant })) }
        await tell(session, [
          {
            plant: plantOf(found.grants),
            actor: by.login,
            action: 'person.invitation-withdrawn',
            subject: invitation,
            after,
          },
        ])
      }),
  }
}

const isSame = (one: Grant, other: Grant): boolean => one.role === other.role && one.plant === other.plant

/** The plant that grants are about, where it is one. */
const plantOf = (grants: readonly Grant[]): string => {
  const plants = new Set(grants.map(({ plant }) => plant))
  return plants.size === 1 ? [...plants][0]! : '*'
}

const notYours = (sentence: string): Refused => new Refused('NOT_YOURS', sentence)

interface MemberRow {
  login: string
  name: string
  created_at: Instant
  disabled_at: Instant | null
  seen_at: Instant | null
  grants: Grant[]
}

const memberFrom = ({ login, name, created_at, disabled_at, seen_at, grants }: MemberRow): Member => ({
  login,
  name,
  createdAt: created_at,
  disabledAt: disabled_at,
  seenAt: seen_at,
  grants,
})

interface InvitationRow {
  invitation: string
  grants: Grant[]
  created_at: Instant
  created_by: string
  expires_at: Instant
}

const invitationFrom = ({ invitation, grants, created_at, created_by, expires_at }: InvitationRow): Invitation => ({
  invitation,
  grants,
  createdAt: created_at,
  createdBy: created_by,
  expiresAt: expires_at,
})
