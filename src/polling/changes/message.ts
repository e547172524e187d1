import type { NewMessage } from '#engine'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { RECORD_CHANGED, RecordChanged } from '#model/erp-change'
import type { FieldGroup } from '#model/field-groups'
import type { WatchedRecord } from '#model/ports/change-watch'
import type { Difference } from './judge-record.ts'

/** What is told of a record, beside its differences: as it stands now, or as it was last known. */
export type Told = Pick<
  WatchedRecord,
  'record' | 'object' | 'version' | 'plant' | 'label' | 'order' | 'by' | 'link'
> & {
  readonly at: Instant
}

export interface Telling {
  readonly what: RecordChanged['what']
  readonly isNamed: boolean
  readonly isMixed: boolean
}

export interface TellingParts {
  readonly system: string
  readonly ids: Ids
  readonly now: () => Instant
}

/**
 * A change as a message. Its name is made of the record, the version that changed it and the owner of the fields, so that
 * however often it is found it is told once; what it became is in it too, because versions begin anew in a database that
 * was restored.
 */
export function messageOf(
  told: Told,
  { what, isNamed, isMixed }: Telling,
  group: FieldGroup,
  fields: readonly Difference[],
  { system, ids, now }: TellingParts,
): NewMessage {
  const { object, record, version, plant, label, order, by, link, at } = told
  const data = RecordChanged.parse({
    object,
    record: `${system}.${object}.${record}`,
    label: label.slice(0, 500),
    what,
    group,
    fields,
    at,
    ...(isMixed ? { mixed: true } : {}),
    ...(order ? { order } : {}),
    ...(by && isNamed ? { by } : {}),
    ...(link && what !== 'deleted' ? { link } : {}),
  }) as unknown as Json
  const became = sha256(canonicalJson(fields.map(({ field, after = null }) => [field, after]))).slice(0, 12)
  const id = `${object}.${record}@${version}.${group}.${became}`
  const source = `/plants/${plant}/systems/${system}`
  const receivedAt = now()
  const lane = order
    ? ({ stream: 'production-order', key: order } as const)
    : ({ stream: 'erp-record', key: `${system}.${object}.${record}` } as const)
  return {
    messageId: ids(),
    plant,
    ...lane,
    source,
    id,
    type: RECORD_CHANGED,
    nature: 'movement',
    urgency: 'bulk',
    occurredAt: at,
    receivedAt,
    correlation: `${lane.stream}/${lane.key}`,
    origin: 'live',
    receivedFrom: system,
    payloadHash: sha256(id),
    body: data,
    eventText: JSON.stringify({ specversion: '1.0', id, source, type: RECORD_CHANGED, time: at, data }),
    ...(by && isNamed ? { actor: by.login.slice(0, 128) } : {}),
  }
}
