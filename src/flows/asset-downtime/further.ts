import type { Instant } from '#kernel/time'
import { DOWNTIME_RECORDED, DOWNTIME_WEIGHED } from '#model/asset-downtime-events'
import { type Downtime, type DowntimeFile, isCounted, lasting } from '#model/asset-downtime-case'
import { typeOfStep } from '#model/maintenance-events'
import type { CloudEvent, Message } from '#model/message'
import type { Saying } from '#model/standstills'

const event = ({ source }: Message, id: string, type: string, time: Instant, data: object): CloudEvent => ({
  ...{ specversion: '1.0', id, source, type, time, data },
})

/** What a standstill means for orders is found out once its work centre is known; Odoo may be away, and it is closed all the same. */
export function weighing(message: Message, before: DowntimeFile, after: DowntimeFile): readonly CloudEvent[] {
  const down = lasting(after)
  const was = before.downtimes.find(({ number }) => number === down?.number)
  if (!down?.block || was?.block?.workCentre.id === down.block.workCentre.id) return []
  const { asset, order } = after
  const id = `weigh.${asset}.${down.number}.${down.revision}.${down.block.workCentre.id}`
  const data = { asset, assetName: order.label, downtime: down.number }
  return [event(message, id, DOWNTIME_WEIGHED, message.occurredAt, data)]
}

/** Standstills that are over and have changed, each whole, for whoever computes with them. */
export function recording(message: Message, before: DowntimeFile, after: DowntimeFile): readonly CloudEvent[] {
  return after.downtimes.flatMap((one) => {
    const was = before.downtimes.find(({ number }) => number === one.number)
    if (one.until === undefined || was?.revision === one.revision) return []
    const { number, revision, until } = one
    const id = `record.${after.asset}.${number}.${revision}`
    return [event(message, id, DOWNTIME_RECORDED, until, recordOf(after.asset, { ...one, until }))]
  })
}

function recordOf(asset: string, one: Downtime & { readonly until: Instant }): object {
  const { number, revision, place, block, from, until, isFailure, voided, reason, order, failure, said } = one
  return {
    downtime: `${asset} ${number}`,
    ...{ revision, asset, number, from, until, isFailure },
    isVoid: voided !== undefined,
    isCounted: isCounted(one),
    ...(place ? { place } : {}),
    ...(block ? { workCentre: block.workCentre.id } : {}),
    ...(reason ? { reason } : {}),
    ...(order ? { order } : {}),
    ...(failure ? { failure } : {}),
    evidences: said.filter(({ what }) => what === 'failed' || what === 'stands').length,
  }
}

/** What a person says of how it failed is said of its maintenance order too, which waits for that. */
export function coding(message: Message, { what, failure }: Saying, mine: Downtime | undefined): readonly CloudEvent[] {
  if (what !== 'classified' || !failure?.mode || !mine?.order) return []
  const data = { order: mine.order, failure }
  return [event(message, `coded.${message.id}`.slice(0, 128), typeOfStep('change'), message.occurredAt, data)]
}
