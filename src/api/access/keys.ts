import { z } from 'zod'
import { deviceTypes } from '#governance/devices'
import { createKey, type KeyRecord, listKeys, revokeKey } from '#governance/keys'
import { type Grant, mayIn } from '#governance/rights'
import type { ApiParts } from '../parts.ts'
import { notAllowed, notFound } from '../problems.ts'
import { route } from '../routes/route.ts'
import { plantsReached, reaches } from '../rules/reach.ts'
import { prepared } from '../pages/reader.ts'
import { KeyChange, KeyList, KeyRow, KeyWish, MadeKey } from './contract.ts'

const listWorkplaces = prepared('list-workplaces')

type Workplace = KeyList['workplaces'][number]

interface Person {
  readonly login: string
  readonly grants: readonly Grant[]
}

const listRoute = route(
  {
    name: 'listKeys',
    method: 'GET',
    path: '/api/v1/keys',
    access: ['keys.read'],
    summary: 'Which systems may come in with a key, for the person’s plants',
    answer: KeyList,
  },
  async ({ person }, parts) => {
    const mine = reaches(person.grants, 'keys.read', parts)
    const mayManage = plantsReached(person.grants, 'keys.manage', parts)
    return {
      items: [...(await rowsFor(person, parts))].reverse(),
      mayManage,
      systems: parts.systems
        .filter(({ plants }) => plants.some(mine))
        .map(({ id, title, plants }) => ({ id, title, plants: plants.filter(mine) })),
      workplaces: [...(await parts.database.all<Workplace>(listWorkplaces, [parts.home, mayManage]))],
    }
  },
)

const createRoute = route(
  {
    name: 'createKey',
    method: 'POST',
    path: '/api/v1/keys',
    access: ['keys.manage'],
    summary: 'Makes a key for a system of a plant; the answer is the only place where the whole of it is shown',
    body: KeyWish,
    answer: MadeKey,
  },
  async ({ person, body: { note, ...wish } }, parts) => {
    const { database, home, ids } = parts
    if (!plantsReached(person.grants, 'keys.manage', parts).includes(wish.plant)) throw notAllowed()
    const { workCentres } = wish
    const may = workCentres ? { types: deviceTypes, workCentres } : { types: wish.types }
    const made = { plant: wish.plant, system: wish.system, days: wish.days, ...may, by: person.login }
    const key = await createKey(database, home, ids, parts.now(), { ...made, ...(note ? { note } : {}) })
    return { key, row: (await rowsFor(person, parts)).find(({ keyId }) => key.startsWith(`mwk_${keyId}_`))! }
  },
)

const changeRoute = route(
  {
    name: 'changeKey',
    method: 'POST',
    path: '/api/v1/keys/{key}',
    access: ['keys.manage'],
    summary: 'Revokes a key; every hub refuses it within five seconds',
    params: z.object({ key: z.string().max(64) }),
    body: KeyChange,
    answer: KeyRow,
    refuses: [404],
  },
  async ({ person, params, body }, parts) => {
    const { database, home, ids } = parts
    const find = async () => (await rowsFor(person, parts)).find(({ keyId }) => keyId === params.key)
    const row = await find()
    if (!row) throw notFound('key')
    if (!row.mine) throw notAllowed()
    // One that has ended already stays as it is: whoever repeats the wish has it fulfilled.
    await revokeKey(database, home, ids, parts.now(), row.keyId, person.login, body.reason)
    return (await find())!
  },
)

export const keyRoutes = [listRoute, createRoute, changeRoute]

/** The keys of the plants that somebody may read them of. */
async function rowsFor({ grants }: Person, { database, home, now }: ApiParts): Promise<readonly KeyRow[]> {
  const keys = await listKeys(database, home)
  return keys
    .filter(({ plant }) => mayIn(grants, 'keys.read', plant))
    .map((key) => rowFrom(key, mayIn(grants, 'keys.manage', key.plant), now()))
}

const rowFrom = (key: KeyRecord, mine: boolean, now: string): KeyRow => ({
  keyId: key.keyId,
  plant: key.plant,
  system: key.system,
  types: [...key.types],
  workCentres: key.workCentres ? [...key.workCentres] : null,
  note: key.note ?? null,
  createdAt: key.createdAt,
  createdBy: key.createdBy,
  expiresAt: key.expiresAt,
  revokedAt: key.revokedAt ?? null,
  revokedBy: key.revokedBy ?? null,
  state: key.revokedAt ? 'revoked' : key.expiresAt <= now ? 'expired' : 'valid',
  mine,
})
