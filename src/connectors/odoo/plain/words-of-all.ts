import { Id, Maybe, Num, reading, Ref, Text } from './reading.ts'

/** What every version calls alike. */
export const times = reading(
  'mrp.workcenter.productivity',
  { id: Id, workorder_id: Ref, date_start: Text, date_end: Maybe, duration: Num, description: Text },
  (row) => ({
    id: row.id,
    step: row.workorder_id ?? 0,
    start: row.date_start,
    end: row.date_end,
    minutes: row.duration,
    words: row.description,
  }),
)

export const centres = reading('mrp.workcenter', { id: Id, name: Text, code: Text, costs_hour: Num }, (row) => ({
  id: row.id,
  name: row.name,
  code: row.code,
  rate: row.costs_hour,
}))
