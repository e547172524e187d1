import type { z } from 'zod'
import { Id, Maybe, Must, Named, Num, reading, Ref, Text } from '../plain/reading.ts'

/** What is read of planning, by names that every version has. */
export const workCentres = reading(
  'mrp.workcenter',
  { id: Id, name: Text, code: Maybe, resource_id: Must, resource_calendar_id: Named, tz: Text },
  (row) => ({
    id: row.id,
    name: row.name,
    code: row.code,
    resource: row.resource_id,
    calendar: row.resource_calendar_id,
    timeZone: row.tz || 'UTC',
  }),
)

export const shifts = reading(
  'resource.calendar.attendance',
  {
    calendar_id: Must,
    dayofweek: Text,
    hour_from: Num,
    hour_to: Num,
    week_type: Text,
    day_period: Text,
  },
  (row) => ({
    calendar: row.calendar_id,
    weekday: Number(row.dayofweek),
    from: row.hour_from,
    until: row.hour_to,
    week: row.week_type === '' ? undefined : Number(row.week_type),
    isBreak: row.day_period === 'lunch',
  }),
)
export type Shift = z.output<(typeof shifts)['rows']>[number]

export const leaves = reading(
  'resource.calendar.leaves',
  { resource_id: Ref, calendar_id: Ref, date_from: Text, date_to: Text },
  (row) => ({ resource: row.resource_id, calendar: row.calendar_id, from: row.date_from, until: row.date_to }),
)

/** Operations and orders say when by names that changed with 17. */
export const plannedBy = (version: number) => {
  const [begins, ends] =
    version < 17
      ? (['date_planned_start', 'date_planned_finished'] as const)
      : (['date_start', 'date_finished'] as const)
  // By names that the compiler does not know.
  const dates: object = { [begins]: Maybe, [ends]: Maybe }
  const span = (row: object) => {
    const at = row as Readonly<Record<string, string | undefined>>
    return { from: at[begins], until: at[ends] }
  }
  return {
    begins,
    ends,
    operations: reading(
      'mrp.workorder',
      {
        name: Text,
        workcenter_id: Must,
        production_id: Must,
        state: Text,
        duration_expected: Num,
        ...dates,
      },
      ({ name, workcenter_id, production_id, state, duration_expected, ...told }) => ({
        name,
        centre: workcenter_id,
        order: production_id,
        isStarted: state === 'progress',
        minutes: duration_expected,
        ...span(told),
      }),
    ),
    orders: reading(
      'mrp.production',
      { id: Id, name: Text, state: Text, priority: Text, date_deadline: Maybe, ...dates },
      ({ id, name, state, priority, date_deadline, ...told }) => ({
        id,
        name,
        state,
        isUrgent: priority > '0',
        promised: date_deadline,
        ...span(told),
      }),
    ),
  }
}
