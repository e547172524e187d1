import { z } from 'zod'
import type { Desk } from './desk.ts'
import { Id, Named, reading, Text } from './reading.ts'
import { centres } from './words-of-all.ts'

const users = reading('res.users', { id: Id, login: Text, company_id: Named }, (row) => ({
  login: row.login,
  company: row.company_id?.name ?? '',
}))

/** What the hub's doctor looks at, as far as the integration user may see it. */
export async function inspect(desk: Desk, version: string): Promise<object> {
  const { uid } = z
    .looseObject({ uid: z.int() })
    .catch({ uid: 0 })
    .parse(await desk.act('res.users', 'context_get', {}))
  const [user] = await desk.read(users, [['id', '=', uid]])
  const labour = await desk.read(centres, ['|', ['code', '=', 'LABOUR'], ['code', '=like', '%-LABOUR']])
  return {
    version,
    company: user?.company ?? '',
    user: user?.login ?? '',
    keyIndex: true,
    procedures: [],
    decimals: 0,
    labour: labour.map(({ code }) => code),
  }
}
