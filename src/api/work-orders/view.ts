import type { z } from 'zod'
import type { Instant } from '#kernel/time'
import { isCorrective, type MaintenanceState } from '#model/maintenance'
import type { MaintenanceOrderFile, MirroredOrder } from '#model/maintenance-order-case'
import { isShort, linesOf } from '../spare-parts/view.ts'
import type { WorkOrderView } from './contract.ts'

type View = z.input<typeof WorkOrderView>

export interface WorkOrderRow {
  readonly plant: string
  readonly order: string
  readonly state: MaintenanceState
  readonly data: MaintenanceOrderFile
  readonly changed_at: Instant
  readonly window: View['window']
  readonly breakdown: View['breakdown']
  readonly open_exceptions: number
}

/** A maintenance order as the pages show it, with what it has to do with production. */
export function workOrderView(row: WorkOrderRow): View {
  const { plant, order: id, state, data, window, breakdown } = row
  const { order } = data
  const lines = linesOf(data)
  return {
    ...{ plant, order: id, label: order.label, title: order.title, kind: order.kind, state, created: order.created },
    system: id.split('.', 1)[0]!,
    link: order.link ?? null,
    isCorrective: isCorrective(order.kind),
    asset: order.asset ?? null,
    assetName: order.assetName ?? null,
    request: order.request ?? null,
    plannedStart: order.plannedStart ?? null,
    plannedEnd: order.plannedEnd ?? null,
    started: order.started ?? null,
    completed: order.completed ?? null,
    by: order.by ?? null,
    failure: order.failure ?? null,
    lacksCode: data.uncoded ?? false,
    ...{ window, breakdown },
    parts: lines.length > 0 ? { isShort: isShort(lines), lines } : null,
    mirror: data.mirror ? mirrorView(data.mirror) : null,
    openExceptions: row.open_exceptions,
    changedAt: row.changed_at,
  }
}

const mirrorView = ({ label, link, stage, equipment, refused }: MirroredOrder): View['mirror'] => ({
  label: label ?? null,
  link: link ?? null,
  stage: stage ?? null,
  equipment: equipment ?? null,
  refused: refused ?? null,
})
