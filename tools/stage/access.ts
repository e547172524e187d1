import {
  InvitationWish,
  KeyChange,
  KeyList,
  type KeyRow,
  KeyWish,
  MadeInvitation,
  MadeKey,
  MemberChange,
  type MemberRow,
  PeopleList,
} from '../../src/api/access/contract.ts'
import type { InvitationRow, Session } from '#api'
import { grantable } from '#governance/granting'
import { plus, type StageClock } from './clock.ts'
import { problem, Refusal } from './problems.ts'
import type { Asked } from './routes.ts'
import { systems } from './rules.ts'
import type { World } from './world.ts'

/** Who may come in: systems and people; actions change it. */
export interface StageAccess {
  readonly keys: KeyRow[]
  readonly people: MemberRow[]
  readonly invitations: InvitationRow[]
}

const day = 86_400
const key = (keyId: string, plant: string, system: string, more: Partial<KeyRow>): KeyRow => ({
  keyId,
  plant,
  system,
  types: ['*'],
  workCentres: null,
  note: null,
  createdAt: '2026-05-04T08:12:00.000Z',
  createdBy: 'eva',
  expiresAt: '2029-05-03T08:12:00.000Z',
  revokedAt: null,
  revokedBy: null,
  state: 'valid',
  mine: true,
  ...more,
})

const member = (login: string, name: string, grants: Session['grants'], more: Partial<MemberRow> = {}): MemberRow => ({
  login,
  name,
  createdAt: '2026-05-04T08:12:00.000Z',
  disabledAt: null,
  seenAt: null,
  grants,
  elsewhere: false,
  may: ['change', 'disable'],
  ...more,
})

export const accessOf = (clock: StageClock, somebody: Session): StageAccess => ({
  keys: [
    key('k3v0s8d1qmz4', 'A', 'scale-7', {
      types: ['mfg.production.output.received.v1'],
      note: 'The scale at the end of line 2',
      createdAt: clock.ago(8_640),
      expiresAt: plus(clock.now, 9 * day),
    }),
    key('b81fzq0c7y2n', 'B', 'mes-b', { createdBy: 'maria' }),
    key('a90c2dk4x7mp', 'A', 'mes-a', {}),
    key('z04pm3w9r6th', 'A', 'mes-a', {
      note: 'Before the new server',
      state: 'revoked',
      revokedAt: clock.ago(11_520),
      revokedBy: 'eva',
    }),
  ],
  people: [
    member('bert', 'Bert Vogel', [{ role: 'supervisor', plant: 'A' }], { seenAt: clock.ago(3) }),
    member('eva', somebody.name, somebody.grants, { seenAt: clock.ago(0), may: ['change'] }),
    member(
      'maria',
      'Maria Ortega',
      [
        { role: 'supervisor', plant: 'B' },
        { role: 'integration', plant: 'B' },
      ],
      { seenAt: clock.ago(41) },
    ),
    member('omar', 'Omar Haddad', [{ role: 'operator', plant: 'A' }], { seenAt: clock.ago(12) }),
    member('ruth', 'Ruth Adler', [{ role: 'auditor', plant: '*' }], { seenAt: clock.ago(4_300) }),
    member('udo', 'Udo Lenz', [{ role: 'planner', plant: 'A' }], {
      disabledAt: clock.ago(20_160),
      may: ['change', 'enable'],
    }),
  ],
  invitations: [
    {
      invitation: '5b3c1a7e90d24f68',
      grants: [{ role: 'planner', plant: 'B' }],
      createdAt: clock.ago(130),
      createdBy: 'eva',
      expiresAt: plus(clock.now, 79_000),
    },
  ],
})

/** Nobody but the first administrator, and no system yet. */
export const accessAtFirst = (somebody: Session): StageAccess => ({
  keys: [],
  people: [member(somebody.login, somebody.name, somebody.grants, { may: ['change'] })],
  invitations: [],
})

/** Work centres that the orders of the story name. */
const workplaces = ({ orders }: World) => {
  const names = new Set(
    orders.flatMap(({ order, operations }) => operations.map((at) => `${order.plant}|${at.workCenter}`)),
  )
  return [...names].sort().map((both) => {
    const [plant = '', name = ''] = both.split('|')
    return {
      plant,
      name,
      orders: orders.filter(({ operations }) => operations.some((at) => at.workCenter === name)).length,
    }
  })
}

export function accessAnswer(world: World, [first, second]: readonly (string | undefined)[], asked: Asked): unknown {
  const { access, session } = world
  const plants = session.plants.map(({ id }) => id)
  const list = <Row>(rows: Row[], is: (row: Row) => boolean): number => {
    const at = rows.findIndex(is)
    if (at < 0) throw new Refusal(problem(404, 'NOT_FOUND', 'Not found', 'It is not there, or not yours to see.'))
    return at
  }
  if (asked.method === 'GET')
    return first === 'keys'
      ? KeyList.parse({ items: access.keys, mayManage: plants, systems, workplaces: workplaces(world) })
      : PeopleList.parse({
          items: access.people,
          invitations: access.invitations,
          mayGrant: grantable(session.grants, plants),
        })
  asked.changed(['access'])
  const now = new Date().toISOString()
  if (first === 'invitations') {
    access.invitations.splice(
      list(access.invitations, ({ invitation }) => invitation === second),
      1,
    )
    return undefined
  }
  if (first === 'keys') {
    if (second) {
      KeyChange.parse(asked.body)
      const at = list(access.keys, ({ keyId }) => keyId === second)
      const revoked = { state: 'revoked' as const, revokedAt: now, revokedBy: session.login }
      return (access.keys[at] = { ...access.keys[at]!, ...revoked })
    }
    const { days, note, workCentres = null, ...wish } = KeyWish.parse(asked.body)
    const made = { ...wish, workCentres, note: note ?? null, createdAt: now, createdBy: session.login }
    const row = key('n3wk3y0000aa', wish.plant, wish.system, { ...made, expiresAt: plus(now, days * day) })
    access.keys.unshift(row)
    return MadeKey.parse({ key: `mwk_${row.keyId}_only-for-the-stage-never-a-secret`, row })
  }
  if (second === undefined) {
    const { grants } = InvitationWish.parse(asked.body)
    const made = { createdAt: now, createdBy: session.login, expiresAt: plus(now, day) }
    access.invitations.unshift({ invitation: `1nv1tat10n${access.invitations.length}`, grants, ...made })
    return MadeInvitation.parse({ token: 'only-for-the-stage-never-a-secret-at-all', expiresAt: made.expiresAt })
  }
  const change = MemberChange.parse(asked.body)
  const at = list(access.people, ({ login }) => login === second)
  const before = access.people[at]!
  const without = (grants: Session['grants'], gone: Session['grants']) =>
    grants.filter((one) => !gone.some(({ role, plant }) => role === one.role && plant === one.plant))
  const changed: Partial<MemberRow> =
    change.action === 'change'
      ? { grants: [...without(before.grants, change.remove), ...change.add] }
      : change.action === 'disable'
        ? { disabledAt: now, may: ['change', 'enable'] }
        : { disabledAt: null, may: ['change', 'disable'] }
  return (access.people[at] = { ...before, ...changed })
}
