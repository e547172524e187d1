import { type ErasureRow, erasures } from '#retention'
import { days } from '#kernel/time'
import { homeOf } from './home.ts'
import { onHubDatabase } from './hub-database.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

export async function retentionShow(world: World, { json }: { readonly json?: boolean }): Promise<void> {
  const rows = await onHubDatabase(world, ({ database }) => erasures(database, homeOf(world), null))
  if (json) return world.print(JSON.stringify(rows, undefined, 2))
  if (rows.length === 0) return world.print('Nothing was erased yet.')
  world.print(table(rows.map(line)))
}

const line = (row: ErasureRow) => ({
  erased: row.erased_at.slice(0, 10),
  plant: row.plant,
  contents: row.content,
  items: row.items,
  from: row.oldest.slice(0, 10),
  to: row.newest.slice(0, 10),
  'kept for': `${Math.round(Number(row.kept_for) / days(1))} d`,
  rules: row.rules,
})
