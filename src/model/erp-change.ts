import { z } from 'zod'
import { fieldGroups } from './field-groups.ts'
import { ProductionOrderId } from './production.ts'

/** Type of the message that tells what somebody changed in the ERP by hand. Only the hub's own watch says so; no key may. */
export const RECORD_CHANGED = 'erp.record.changed.v1'
export const RECORD_CHANGED_TITLE = 'Changed in the ERP'

/** What of the ERP is watched, in the plant's words. */
export const watchedObjects = [
  'production-order',
  'order-component',
  'order-output',
  'material-use',
  'goods-receipt',
  'operation',
  'time-entry',
  'lot',
  'item',
  'stock-adjustment',
] as const
export type WatchedObject = (typeof watchedObjects)[number]

/** How people call a field; the object names the rest. */
export const fieldTitles = {
  state: 'state',
  ordered: 'ordered quantity',
  plannedStart: 'planned start',
  plannedEnd: 'planned end',
  produced: 'produced quantity',
  needed: 'needed quantity',
  quantity: 'quantity',
  lot: 'lot',
  name: 'name',
  workCenter: 'work centre',
  plannedMinutes: 'planned minutes',
  good: 'good quantity',
  started: 'start',
  ended: 'end',
  reference: 'reference',
  tracking: 'tracking',
  active: 'being in use',
} as const
export type WatchedFieldName = keyof typeof fieldTitles

export const whatHappened = ['created', 'edited', 'archived', 'restored', 'deleted'] as const

/** Fields of one owner that changed together on one record. Absent `before`: the hub had not seen the record before. */
export const RecordChanged = z
  .strictObject({
    object: z.enum(watchedObjects),
    record: z.string().min(1).max(128).describe('The record, named for ever, for example odoo.operation.17'),
    label: z.string().max(500).describe('What people call it; it may change'),
    what: z.enum(whatHappened),
    order: ProductionOrderId.optional().describe('The production order it belongs to'),
    group: z.enum(fieldGroups).describe('Which field group the fields belong to: ownership says whose word counts'),
    fields: z
      .array(
        z.strictObject({
          field: z.enum(Object.keys(fieldTitles) as [WatchedFieldName]),
          before: z.string().optional(),
          after: z.string().optional(),
        }),
      )
      .min(1),
    mixed: z
      .literal(true)
      .optional()
      .describe('The hub has posted on the same order since the look before: part of it may be its own'),
    by: z
      .strictObject({ login: z.string(), name: z.string() })
      .optional()
      .describe('Who did it, as far as the ERP still says'),
    at: z.iso.datetime().describe('When, by the clock of the ERP; when it was noticed, for a deletion'),
    link: z.url().optional(),
  })
  .meta({ id: 'RecordChanged' })
export type RecordChanged = z.infer<typeof RecordChanged>
