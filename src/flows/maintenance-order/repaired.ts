import { ASSET_REPAIRED } from '#model/asset-downtime-events'
import type { MaintenanceOrder } from '#model/maintenance'
import type { CloudEvent, Message } from '#model/message'
import type { MaintenanceCase } from './judge-order.ts'

const over: readonly string[] = ['completed', 'closed']

/** Who completes the order about a breakdown says that the asset works again; and how it had failed, now or later. */
export function repaired(
  { source, id, occurredAt }: Message,
  before: MaintenanceCase,
  state: string,
  order: MaintenanceOrder,
): readonly CloudEvent[] {
  const { kind, asset, assetName, completed, created, failure } = order
  if (kind !== 'corrective-breakdown' || asset === undefined || !over.includes(state)) return []
  const isKnown = before && over.includes(before.state)
  if (isKnown && JSON.stringify(before.data.order.failure ?? {}) === JSON.stringify(failure ?? {})) return []
  const data = {
    ...{ asset, order: order.id, since: created },
    ...(assetName ? { assetName } : {}),
    ...(failure ? { failure } : {}),
  }
  const time = completed ?? before?.data.order.completed ?? occurredAt
  return [{ specversion: '1.0', id: `repaired.${id}`.slice(0, 128), source, type: ASSET_REPAIRED, time, data }]
}
