import { Refused } from '#kernel/failure'
import { type Database, type Sql, statementsIn } from '#kernel/sql'
import { days, hours, type Instant, later, minutes } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { writeAudit } from './audit.ts'
import type { Grant } from './rights.ts'
import { hashOfSecret, hashPassword, newSecret, passwordFits } from './secrets.ts'

const sql = statementsIn(import.meta.url)
const findPerson = sql('find-person')
const countAdministrators = sql('count-administrators')
const createPerson = sql('create-person')
const grantRole = sql('grant-role')
const createInvitation = sql('create-invitation')
const acceptInvitation = sql('use-invitation')
const createSession = sql('create-session')
const findSession = sql('find-session')
const touchSession = sql('touch-session')
const endSessionStatement = sql('end-session')
const recordFailure = sql('record-sign-in-failure')
const countFailures = sql('count-sign-in-failures')
const clearFailures = sql('clear-sign-in-failures')

/** Somebody who is signed in. */
export interface Person {
  readonly login: string
  readonly name: string
  readonly grants: readonly Grant[]
  readonly csrf: string
}

export interface SignedIn extends Person {
  /** The session's secret, for the cookie; only its hash is kept. */
  readonly session: string
}

/** Why somebody does not get in; the sentence never says which half was wrong. */
export type SignInRefusal = 'WRONG_LOGIN' | 'TOO_MANY_TRIES' | 'INVITATION_UNKNOWN' | 'LOGIN_TAKEN'

const IDLE = minutes(60)
const LONGEST = hours(12)
const TRIES = 5
const TRY_WINDOW = minutes(15)

export interface People {
  /** The secret of a one-time link for the first administrator; undefined when there is one already. */
  inviteFirst(): Promise<string | undefined>
  invite(by: string, grants: readonly Grant[]): Promise<string>
  claim(token: string, login: string, name: string, password: string): Promise<SignedIn | SignInRefusal>
  signIn(login: string, password: string): Promise<SignedIn | SignInRefusal>
  /** Whether this is the person's password: for signing what was shown. Counts as a try. */
  confirms(login: string, password: string): Promise<boolean>
  whoIs(session: string): Promise<Person | undefined>
  /** The same for a page that only listens: listening does not keep a session alive. */
  stillIn(session: string): Promise<Person | undefined>
  signOut(session: string): Promise<void>
}

/** Compared with when there is no such person, so that a wrong login takes as long as a wrong password. */
const nobody = hashPassword(newSecret())

export function people(database: Database, home: string, ids: Ids, now: () => Instant): People {
  const audit = (session: Sql, actor: string, action: string, subject: string, after?: object) =>
    writeAudit(session, home, [
      { auditId: ids(), plant: '*', at: now(), actor, action, subject, ...(after ? { after: after as never } : {}) },
    ])

  async function invite(by: string, grants: readonly Grant[]): Promise<string> {
    const token = newSecret()
    await database.transaction(async (session) => {
      await session.all(createInvitation, [
        hashOfSecret(token),
        JSON.stringify(grants),
        now(),
        by,
        later(now(), days(1)),
      ])
      await audit(session, by, 'person.invited', 'invitation', { grants })
    })
    return token
  }

  async function open(session: Sql, login: string): Promise<SignedIn> {
    const [secret, csrf] = [newSecret(), newSecret()]
    await session.all(createSession, [hashOfSecret(secret), login, csrf, now(), later(now(), LONGEST)])
    await session.all(clearFailures, [hashOfSecret(login)])
    await audit(session, login, 'person.signed-in', login)
    const [row] = await session.all<PersonRow>(findSession, [hashOfSecret(secret), now(), later(now(), -IDLE)])
    return { login, name: row!.name, grants: row!.grants, csrf, session: secret }
  }

  async function fits(login: string, password: string): Promise<'yes' | SignInRefusal> {
    const [tries] = await database.all<{ failures: number }>(countFailures, [
      hashOfSecret(login),
      later(now(), -TRY_WINDOW),
    ])
    if ((tries?.failures ?? 0) >= TRIES) return 'TOO_MANY_TRIES'
    const [person] = await database.all<{ password_hash: string; disabled_at: string | null }>(findPerson, [login])
    if ((await passwordFits(password, person?.password_hash ?? (await nobody))) && person && !person.disabled_at)
      return 'yes'
    await database.transaction(async (session) => {
      // What was typed may be a password in the wrong field: only a login that is one is written down.
      await session.all(recordFailure, [hashOfSecret(login), now()])
      const who = person ? login : 'unknown login'
      await audit(session, who, 'person.sign-in-failed', who)
    })
    return 'WRONG_LOGIN'
  }

  async function sessionOf(session: string): Promise<PersonRow | undefined> {
    const [row] = await database.all<PersonRow>(findSession, [hashOfSecret(session), now(), later(now(), -IDLE)])
    return row
  }

  return {
    invite,
    async inviteFirst() {
      const [row] = await database.all<{ administrators: number }>(countAdministrators, [['admin']])
      return row?.administrators ? undefined : invite('hub', [{ role: 'admin', plant: '*' }])
    },
    async claim(token, login, name, password) {
      const passwordHash = await hashPassword(password)
      return database
        .transaction(async (session) => {
          const [invitation] = await session.all<{ grants: Grant[]; created_by: string }>(acceptInvitation, [
            hashOfSecret(token),
            now(),
            login,
          ])
          if (!invitation) return 'INVITATION_UNKNOWN'
          const [made] = await session.all(createPerson, [login, name, passwordHash, now()])
          if (!made) throw new Refused('LOGIN_TAKEN', `Somebody else is called ${login}.`)
          for (const { role, plant } of invitation.grants)
            await session.all(grantRole, [login, role, plant, now(), invitation.created_by])
          await audit(session, login, 'person.joined', login, { grants: invitation.grants })
          return open(session, login)
        })
        .catch((error) => {
          // The invitation is not used up by a login that somebody else has.
          if (error instanceof Refused && error.code === 'LOGIN_TAKEN') return 'LOGIN_TAKEN' as const
          throw error
        })
    },
    async signIn(login, password) {
      const verdict = await fits(login, password)
      return verdict === 'yes' ? database.transaction((session) => open(session, login)) : verdict
    },
    confirms: async (login, password) => (await fits(login, password)) === 'yes',
    async whoIs(session) {
      const row = await sessionOf(session)
      if (row && row.seen_at < later(now(), -minutes(1)))
        await database.all(touchSession, [hashOfSecret(session), now()])
      return row && personFrom(row)
    },
    async stillIn(session) {
      const row = await sessionOf(session)
      return row && personFrom(row)
    },
    async signOut(session) {
      await database.transaction(async (sql) => {
        const [row] = await sql.all<{ login: string }>(endSessionStatement, [hashOfSecret(session)])
        if (row) await audit(sql, row.login, 'person.signed-out', row.login)
      })
    },
  }
}

const personFrom = ({ login, name, grants, csrf }: PersonRow): Person => ({ login, name, grants, csrf })

interface PersonRow {
  login: string
  name: string
  grants: Grant[]
  csrf: string
  seen_at: string
}
