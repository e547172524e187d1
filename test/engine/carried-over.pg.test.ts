import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { inject } from 'vitest'
import { expect, it } from 'vitest'
import { migrate, openPool, postgresStore } from '#engine'
import { seconds } from '#kernel/time'
import { onConnection, urlOf } from '../../src/local/postgres/connect.ts'
import { aMessage } from '../support/builders.ts'

const folder = 'db/migrations/'

/** A journal as it was before messages stopped being queued: one message closed, one waiting, one never looked at. */
const before = `
create schema millwright;
create table migration (name text primary key, hash text not null, applied_at timestamptz not null default now());
`
const rows = `
insert into lane (plant, home, stream, key, tail, urgency, ready_at) values ('A', 'old', 'production-order', 'odoo.1', 3, 1, now());
insert into seen (source, id, plant, home, message_id, payload_hash, duplicates)
select '/plants/A/systems/mes', 'e' || n, 'A', 'old', ids.id, $1, n - 1
from unnest($2::uuid[]) with ordinality as ids (id, n);
insert into message (message_id, plant, home, source, id, type, stream, key, seq, nature, urgency, occurred_at,
  received_at, correlation, origin, received_from, payload_hash, event)
select ids.id, 'A', 'old', '/plants/A/systems/mes', 'e' || n, 'mfg.production.output.received.v1', 'production-order',
  'odoo.1', n, 'movement', 1, now(), now(), 'production-order/odoo.1', 'live', 'mes', $1,
  json_build_object('data', json_build_object('order', 'odoo.1', 'lot', 'L' || n, 'serials', json_build_array('S' || n)))
from unnest($2::uuid[]) with ordinality as ids (id, n);
insert into inbox (message_id, plant, home, lane_id, seq, nature, urgency, progress, ready_at)
select message_id, 'A', 'old', 1, seq, nature, 1, case seq when 2 then 'waiting' else 'received' end, now() - interval '1 s'
from message where seq > 1;
`

it('what was accepted before is still known, named, and judged in its order', async () => {
  const address = inject('postgres')
  const name = `carried_${process.pid}`
  await onConnection(address, 'postgres', (client) => client.query(`create database ${name}`))
  const pool = openPool({ url: urlOf(address, name), connections: 4, name: 'millwright-test' })
  try {
    await pool.query(before)
    for (const file of globSync('*.sql', { cwd: folder }).sort()) {
      if (file > '0030') break
      const text = readFileSync(folder + file, 'utf8')
      await pool.query(text)
      const hash = createHash('sha256').update(text).digest('hex')
      await pool.query('insert into migration (name, hash) values ($1, $2)', [file.replace('.sql', ''), hash])
    }
    const again = aMessage('output.received', { order: 'odoo.1', quantity: { value: '1', uom: 'H87' } }, { id: 'e2' })
    const ids = [1, 2, 3].map((n) => `0197b1c2-0000-7000-8000-00000000000${n}`)
    for (const statement of rows.split(';\n').filter((text) => text.trim()))
      await pool.query(statement, statement.includes('$2') ? [again.payloadHash, ids] : [])

    expect((await migrate(pool)).pending.slice(0, 2)).toEqual([
      '0030-known-by-narrow-rows',
      '0031-only-what-waits-is-queued',
    ])

    const store = postgresStore(pool, 'old')
    const next = aMessage(
      'output.received',
      { order: 'odoo.1', quantity: { value: '1', uom: 'H87' } },
      { id: 'e4', correlation: 'production-order/odoo.1' },
    )
    expect(await store.accept([again, next])).toEqual([
      { kind: 'duplicate', messageId: ids[1] },
      { kind: 'accepted', messageId: next.messageId },
    ])
    const claim = {
      owner: 'one',
      urgencies: ['bulk'],
      lanes: 9,
      messagesPerLane: 9,
      messages: 9999,
      lease: seconds(8),
    } as const
    const [lane] = await store.claimLanes(claim)
    expect(lane!.work.map(({ message: { id }, seq }) => [id, seq])).toEqual([
      ['e2', 2],
      ['e3', 3],
      ['e4', 4],
    ])
    const { rows: named } = await pool.query('select name from message_name where message_id = $1 order by name', [
      ids[0],
    ])
    expect(named).toEqual([{ name: 'L1' }, { name: 'S1' }])
    const { rows: told } = await pool.query('select id, progress, duplicates, correlation from message_row order by id')
    const correlation = 'production-order/odoo.1'
    expect(told).toEqual([
      { id: 'e1', progress: 'closed', duplicates: 0, correlation },
      { id: 'e2', progress: 'waiting', duplicates: 2, correlation },
      { id: 'e3', progress: 'received', duplicates: 2, correlation },
      { id: 'e4', progress: 'received', duplicates: 0, correlation },
    ])
  } finally {
    await pool.end()
    await onConnection(address, 'postgres', (client) => client.query(`drop database ${name} with (force)`))
  }
})
