import { Id, Ids, Maybe, Must, Named, Num, reading, Ref, Text } from '../plain/reading.ts'

/** Work centres with what decides how long an operation takes elsewhere. */
export const centresWithOthers = reading(
  'mrp.workcenter',
  {
    id: Id,
    name: Text,
    resource_id: Must,
    resource_calendar_id: Ref,
    tz: Text,
    alternative_workcenter_ids: Ids,
    time_start: Num,
    time_stop: Num,
    time_efficiency: Num,
  },
  (row) => ({
    id: row.id,
    name: row.name,
    resource: row.resource_id,
    calendar: row.resource_calendar_id,
    timeZone: row.tz || 'UTC',
    others: row.alternative_workcenter_ids,
    /** Minutes that are lost at each operation, whatever is made; and how quick it is, 100 is usual. */
    aside: row.time_start + row.time_stop,
    speed: row.time_efficiency || 100,
  }),
)
export type CentreWithOthers = ReturnType<(typeof centresWithOthers)['rows']['parse']>[number]

export const leavesByName = reading(
  'resource.calendar.leaves',
  { id: Id, name: Text, resource_id: Ref, calendar_id: Ref, date_from: Text, date_to: Text },
  (row) => ({
    id: row.id,
    title: row.name,
    resource: row.resource_id,
    calendar: row.calendar_id,
    from: row.date_from,
    until: row.date_to,
  }),
)

/** Components that do not lie ready, with what Odoo foretells of them. */
export const waitingComponents = reading(
  'stock.move',
  {
    raw_material_production_id: Must,
    operation_id: Ref,
    product_id: Named,
    product_qty: Num,
    forecast_availability: Num,
    forecast_expected_date: Maybe,
  },
  (row) => ({
    order: row.raw_material_production_id,
    step: row.operation_id,
    product: row.product_id,
    isCovered: row.forecast_availability >= row.product_qty - 1e-6,
    at: row.forecast_expected_date,
    needed: row.product_qty,
  }),
)

/** Operations say when by names that changed with 17, and what they wait for by names that changed with 16. */
export const openSteps = (version: number) => {
  const [begins, ends] =
    version < 17
      ? (['date_planned_start', 'date_planned_finished'] as const)
      : (['date_start', 'date_finished'] as const)
  const names: object = {
    [begins]: Maybe,
    [ends]: Maybe,
    ...(version < 16 ? { next_work_order_id: Ref } : { blocked_by_workorder_ids: Ids }),
  }
  return reading(
    'mrp.workorder',
    {
      id: Id,
      name: Text,
      workcenter_id: Must,
      production_id: Must,
      operation_id: Ref,
      state: Text,
      duration_expected: Num,
      duration: Num,
      ...names,
    },
    ({ id, name, workcenter_id, production_id, operation_id, state, duration_expected, duration, ...told }) => {
      const by = told as Readonly<Record<string, unknown>>
      return {
        id,
        name,
        centre: workcenter_id,
        order: production_id,
        step: operation_id,
        isStarted: state === 'progress',
        minutes: duration_expected,
        worked: duration,
        from: by[begins] as string | undefined,
        until: by[ends] as string | undefined,
        next: by['next_work_order_id'] as number | undefined,
        after: (by['blocked_by_workorder_ids'] ?? []) as readonly number[],
      }
    },
  )
}
export type OpenStep = ReturnType<ReturnType<typeof openSteps>['rows']['parse']>[number]
