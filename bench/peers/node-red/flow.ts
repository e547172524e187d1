/**
 * What a Node-RED author draws: a door, a function that inserts the row, an answer. Nothing tells a repeated event from a
 * new one, and nothing keeps an order.
 */
export const flow = [
  { id: 'tab', type: 'tab', label: 'events' },
  { id: 'door', type: 'http in', z: 'tab', url: '/events', method: 'post', wires: [['insert']] },
  {
    id: 'insert',
    type: 'function',
    z: 'tab',
    outputs: 1,
    libs: [{ var: 'pg', module: 'pg' }],
    initialize: `
      const pool = new pg.Pool({ connectionString: env.get('DATABASE_URL'), max: 16 })
      await pool.query('create table if not exists event (number bigint generated always as identity primary key, key text not null, event json not null)')
      context.set('pool', pool)`,
    func: `
      const events = Array.isArray(msg.payload) ? msg.payload : [msg.payload]
      await context.get('pool').query({
        name: 'insert',
        text: 'insert into event (key, event) select * from unnest($1::text[], $2::json[])',
        values: [events.map((event) => event.data.order), events.map((event) => JSON.stringify(event))],
      })
      msg.statusCode = 202
      msg.payload = ''
      return msg`,
    finalize: `context.get('pool').end()`,
    wires: [['answer']],
  },
  { id: 'answer', type: 'http response', z: 'tab', wires: [] },
]
