import type pg from 'pg'
import { databaseOf } from '#engine'
import { people } from '#governance/people'
import type { Grant } from '#governance/rights'
import { systemClock, uuids } from '#kernel/world'
import { password } from './api.ts'

/** Somebody with a browser at a hub that runs as a process of its own. */
export interface HubPerson {
  get<Answer>(path: string): Promise<{ readonly status: number; readonly body: Answer }>
  post<Answer>(path: string, body: object): Promise<{ readonly status: number; readonly body: Answer }>
}

/** `url` is asked for each time, since a hub that is killed may come back elsewhere. */
export async function hubPerson(
  pool: pg.Pool,
  url: () => string,
  login: string,
  ...grants: readonly Grant[]
): Promise<HubPerson> {
  const doors = people(databaseOf(pool), 'centre', uuids(systemClock), () => systemClock.now())
  const joined = await doors.claim(await doors.invite('test', grants), login, login, password)
  if (typeof joined === 'string') throw new Error(joined)
  const headers = {
    cookie: `millwright=${joined.session}`,
    'x-csrf-token': joined.csrf,
    'content-type': 'application/json',
  }
  async function ask<Answer>(path: string, init: RequestInit) {
    const answer = await fetch(`${url()}/api/v1${path}`, { ...init, headers })
    return { status: answer.status, body: (await answer.json()) as Answer }
  }
  return {
    get: (path) => ask(path, {}),
    post: (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) }),
  }
}
