import type { OdooWorld } from '../../test/support/odoo-world.ts'

/**
 * Rows as years of production leave them: a million movements that are done, of one component of one order. They are
 * written past Odoo, which would take days.
 */
export async function manyMoves({ rows }: OdooWorld, record: number, count: number): Promise<void> {
  const columns = await rows(
    "select column_name as name from information_schema.columns where table_name = 'stock_move' and column_name <> 'id'",
  )
  const names = columns.map(({ name }) => name as string)
  const old = new Map([
    ['state', "'done'"],
    ['date', "now() - nth * interval '2 minutes' - interval '2 days'"],
    ['write_date', "now() - nth * interval '2 minutes' - interval '2 days'"],
  ])
  // One round of statements in one session, which does not look up what each row refers to.
  await rows(
    `set session_replication_role = replica;
     insert into stock_move (${names.join(', ')})
     select ${names.map((name) => old.get(name) ?? name).join(', ')}
     from (select * from stock_move where raw_material_production_id = ${record} limit 1) as one,
       generate_series(1, ${count}) as nth;
     set session_replication_role = origin`,
  )
  await rows('vacuum analyze stock_move')
}
