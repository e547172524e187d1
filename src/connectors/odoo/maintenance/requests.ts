import { z } from 'zod'
import { between } from '#kernel/time'
import { MaintainedAsset, type MaintenanceKind, MaintenanceOrder, type MaintenanceState } from '#model/maintenance'
import type { OrderRecord } from '#model/ports/maintenance-books'
import { Moment } from '../../cmms.ts'
import { understood } from '../../question.ts'
import type { OdooSettings } from '../settings.ts'

/** Odoo keeps UTC and says so nowhere. */
const Stamp = z
  .string()
  .transform((text) => `${text.replace(' ', 'T')}Z`)
  .pipe(Moment)

/** A request as the procedure `read-maintenance` tells it. */
const Told = z.strictObject({
  id: z.int(),
  title: z.string(),
  corrective: z.boolean(),
  urgent: z.boolean(),
  archived: z.boolean(),
  done: z.boolean(),
  begun: z.boolean(),
  blocked: z.boolean(),
  from: Stamp.nullable(),
  to: Stamp.nullable(),
  created: Stamp,
  closed: z.iso.date().nullable(),
  written: Stamp,
  by: z.string().nullable(),
  equipment: z.strictObject({ id: z.int(), name: z.string(), serial: z.string().nullable() }).nullable(),
})
type Told = z.infer<typeof Told>

export const recordOf = (id: number): string => `m${id}`

/** Odoo knows no approval: who makes a request there has it done. */
function stateOf({ archived, done, begun, blocked, from }: Told): MaintenanceState {
  if (archived) return 'cancelled'
  if (done) return 'completed'
  if (begun) return blocked ? 'held' : 'started'
  return from ? 'scheduled' : 'approved'
}

/** What has failed and cannot wait has the highest priority there: then it is a breakdown. */
const kindOf = ({ corrective, urgent }: Told): MaintenanceKind =>
  corrective ? (urgent ? 'corrective-breakdown' : 'corrective-deferred') : 'preventive-time'

/** It keeps the day only: on that day it was done when it was written last, and later writing moves it no further. */
const completedOf = ({ done, closed, written, created }: Told): string | undefined => {
  if (!done || !closed) return undefined
  if (written.slice(0, 10) === closed) return written
  const end = `${closed}T23:59:59.000Z`
  return between(created, end) > 0 ? end : created
}

/** A request of Odoo's Maintenance as a maintenance order: its asset is known by its serial number. */
export function orderOf(
  row: unknown,
  { system, plant }: Pick<OdooSettings, 'system' | 'plant'>,
  linkTo: (id: number) => string,
): OrderRecord {
  const told = understood(Told, row)
  const { id, title, equipment, from, to, created, written, by } = told
  const asset = equipment && understood(MaintainedAsset, equipment.serial?.trim() || `${system}.a${equipment.id}`)
  const completed = completedOf(told)
  const kind = kindOf(told)
  const order = understood(MaintenanceOrder, {
    id: `${system}.${recordOf(id)}`,
    label: `#${id}`,
    link: linkTo(id),
    plant,
    state: stateOf(told),
    kind,
    title: title.slice(0, 500),
    ...(asset ? { asset } : {}),
    ...(equipment ? { assetName: equipment.name.slice(0, 200) } : {}),
    ...(from ? { plannedStart: from } : {}),
    ...(from && to ? { plannedEnd: to } : {}),
    created,
    ...(completed ? { completed } : {}),
    ...(completed && by ? { by: by.slice(0, 128) } : {}),
    version: written,
  })
  const record = recordOf(id)
  // Odoo keeps no parts with a request. What can wait or is foreseen is planned, and its asset stands still meanwhile.
  return {
    ...{ book: 'orders', record, changedAt: written, plant, order, parts: [] },
    standsStill: kind !== 'corrective-breakdown',
    meansFailure: true,
  }
}
