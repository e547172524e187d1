import type { SaidOfAsset } from '#model/asset-downtime'
import {
  ASSET_FAILED,
  ASSET_REPAIRED,
  DOWNTIME_ENDED,
  DOWNTIME_RECLASSIFIED,
  DOWNTIME_STARTED,
  FAILURE_VOIDED,
  FAILURE_WITHDRAWN,
} from '#model/asset-downtime-events'
import { type Message, systemOf } from '#model/message'
import type { Saying } from '#model/standstills'

const meaning: Readonly<Record<string, Saying['what']>> = {
  [ASSET_FAILED]: 'failed',
  [FAILURE_VOIDED]: 'voided',
  [FAILURE_WITHDRAWN]: 'withdrawn',
  [DOWNTIME_STARTED]: 'stands',
  [DOWNTIME_ENDED]: 'works',
  [DOWNTIME_RECLASSIFIED]: 'classified',
  [ASSET_REPAIRED]: 'repaired',
}

/** What an event says of an asset, as one of those who know it. */
export function sayingOf(
  { messageId, source, id, type, occurredAt, receivedAt, actor }: Message,
  told: SaidOfAsset,
): Saying {
  return {
    id: `${source} ${id}`,
    message: messageId,
    what: meaning[type]!,
    at: occurredAt,
    heard: receivedAt,
    by: systemOf(source),
    ...(actor ? { actor } : {}),
    ...('detectedBy' in told && told.detectedBy ? { detectedBy: told.detectedBy } : {}),
    ...('reason' in told && told.reason ? { reason: told.reason } : {}),
    ...('order' in told && told.order ? { order: told.order } : {}),
    ...('failure' in told && told.failure ? { failure: told.failure } : {}),
    ...('failed' in told && told.failed ? { meant: told.failed } : {}),
    ...('since' in told ? { since: told.since } : {}),
  }
}
