import type { z } from 'zod'
import type { FieldGroup } from './field-groups.ts'
import type { Nature, Stream } from './message.ts'
import type { Urgency } from './ports/port.ts'
import * as production from './production.ts'
import { OrderAcknowledged, OrderStatusChanged } from './shop-floor.ts'
import * as work from './work.ts'
import * as lots from './lots.ts'
import * as rework from './rework.ts'
import * as batch from './batch.ts'
import { maintenanceEvents } from './maintenance-events.ts'
import { downtimeEvents } from './asset-downtime-events.ts'
import { meterEvents } from './meter-reading.ts'
import { windowEvents } from './maintenance-window.ts'
import { capacityEvents } from './capacity-change.ts'
import { shortageEvents } from './material-shortage.ts'
import { replanEvents } from './replan.ts'

/** One kind of event: what it carries, whose turn it takes, and how it is taken back. */
export interface EventKind {
  readonly type: string
  readonly title: string
  readonly schema: z.ZodType<object>
  /** Whose turn it takes: a stream, and the member of the data that names the thing in it. */
  readonly stream: Stream
  readonly about: string
  readonly nature: Nature
  readonly urgency: Urgency
  /** The field group the event writes; ownership says which system may. */
  readonly writes: FieldGroup
  readonly takenBackBy?: string
}

/** Who owns an order's header is not who reports its work, and closing it is the shop floor's word. */
const writes: Record<string, FieldGroup> = {
  'order.released': 'production-order.header',
  'order.changed': 'production-order.header',
  'order.planned': 'production-order.header',
  'order.cancelled': 'production-order.header',
  'order.held': 'production-order.hold',
  'order.unheld': 'production-order.hold',
  'order.closed': 'production-order.closing',
  'order.reopened': 'production-order.closing',
}

/** What says whether and how work goes on stands before reports of work that is done: those may wait, people may not. */
const critical = new Set([
  'order.released',
  'order.changed',
  'order.planned',
  'order.held',
  'order.unheld',
  'order.cancelled',
  'order.reopened',
])

const productionEvent = (
  name: string,
  title: string,
  schema: EventKind['schema'],
  nature: Nature,
  takenBackBy?: string,
): EventKind => ({
  type: `mfg.production.${name}.v1`,
  title,
  schema,
  stream: 'production-order',
  about: 'order',
  nature,
  urgency: critical.has(name) ? 'critical' : 'bulk',
  writes: writes[name] ?? 'production-order.actuals',
  ...(takenBackBy ? { takenBackBy: `mfg.production.${takenBackBy}.v1` } : {}),
})

/** What the shop floor says of an order as a whole: its own progress, never the order's header. */
const floorEvent = (name: string, title: string, schema: EventKind['schema']): EventKind => ({
  ...productionEvent(name, title, schema, 'transition'),
  writes: 'production-order.progress',
})

/** Every event the door takes, in the order of a production order's life. */
export const catalogue: readonly EventKind[] = [
  productionEvent('order.released', 'Production order released', production.OrderTold, 'transition'),
  productionEvent('order.changed', 'Production order changed', production.OrderTold, 'transition'),
  productionEvent('order.planned', 'Production order planned', production.OrderPlanned, 'transition'),
  // Movements: a hold counts at once, also where a transition stands in front of it, and is lifted as freely.
  productionEvent('order.held', 'Production order held', production.OrderHeld, 'movement'),
  productionEvent('order.unheld', 'Production order no longer held', production.OrderUnheld, 'movement'),
  floorEvent('order.acknowledged', 'Production order acknowledged', OrderAcknowledged),
  floorEvent('order.status-changed', 'Production order changed its status', OrderStatusChanged),
  productionEvent('material.issued', 'Material issued', production.MaterialIssued, 'movement', 'material.returned'),
  productionEvent('material.returned', 'Material returned', production.MaterialReturned, 'movement'),
  productionEvent(
    'operation.started',
    'Operation started',
    work.OperationStarted,
    'movement',
    'operation.start-voided',
  ),
  productionEvent('operation.start-voided', 'Start of an operation taken back', work.StartVoided, 'movement'),
  productionEvent('operation.paused', 'Operation paused', work.OperationPaused, 'movement'),
  productionEvent('operation.resumed', 'Operation resumed', work.OperationResumed, 'movement'),
  productionEvent('labor.reported', 'Time reported', work.TimeReported, 'movement', 'labor.reversed'),
  productionEvent('labor.reversed', 'Time taken back', work.TimeReversed, 'movement'),
  productionEvent(
    'operation.completed',
    'Operation completed',
    production.OperationCompleted,
    'movement',
    'operation.completion-reversed',
  ),
  productionEvent(
    'operation.completion-reversed',
    'Operation completion taken back',
    production.CompletionReversed,
    'movement',
  ),
  productionEvent(
    'output.received',
    'Finished goods received',
    production.OutputReceived,
    'movement',
    'output.reversed',
  ),
  productionEvent('output.reversed', 'Finished goods receipt taken back', production.OutputReversed, 'movement'),
  productionEvent('lot.split', 'Lot split', lots.LotSplit, 'movement', 'lot.merged'),
  productionEvent('lot.merged', 'Lots merged', lots.LotsMerged, 'movement'),
  productionEvent('rework.opened', 'Rework opened', rework.ReworkOpened, 'movement', 'rework.cancelled'),
  productionEvent('rework.completed', 'Rework completed', rework.ReworkCompleted, 'movement', 'rework.cancelled'),
  productionEvent('rework.cancelled', 'Rework taken back', rework.ReworkCancelled, 'movement'),
  productionEvent(
    'byproduct.received',
    'By-product received',
    batch.ByproductReceived,
    'movement',
    'byproduct.reversed',
  ),
  productionEvent('byproduct.reversed', 'By-product receipt taken back', batch.ByproductReversed, 'movement'),
  productionEvent('order.yielded', 'Batch yielded', batch.BatchYielded, 'movement', 'order.yield-reversed'),
  productionEvent('order.yield-reversed', 'Yield of a batch taken back', batch.YieldReversed, 'movement'),
  productionEvent('scrap.recorded', 'Scrap recorded', production.ScrapRecorded, 'movement', 'scrap.reversed'),
  productionEvent('scrap.reversed', 'Scrap taken back', production.ScrapReversed, 'movement'),
  productionEvent('order.cancelled', 'Production order cancelled', production.OrderCancelled, 'transition'),
  productionEvent('order.closed', 'Production order closed', production.OrderClosed, 'transition'),
  productionEvent('order.reopened', 'Production order reopened', production.OrderReopened, 'transition'),
  ...maintenanceEvents,
  ...downtimeEvents,
  ...meterEvents,
  ...windowEvents,
  ...capacityEvents,
  ...shortageEvents,
  ...replanEvents,
]

const byType = new Map(catalogue.map((kind) => [kind.type, kind]))

export const kindOf = (type: string): EventKind | undefined => byType.get(type)

/** The name of the thing an event is about, in data that are as its schema says. */
export const subjectOf = ({ about }: EventKind, data: object): string => (data as Record<string, string>)[about]!
