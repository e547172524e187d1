import type pg from 'pg'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { NewMessage, RunRecord } from '../store.ts'
import { acceptWith } from './inbox.ts'
import { closeWith } from './lanes.ts'
import type { RulingParts } from './rulings.ts'
import type { Standing } from './standing.ts'
import { statement } from './statements.ts'

const ensureLane = statement('ensure-lane')
const followCorrection = statement('follow-correction')

/** The lane of the thing that a corrected body is about; made beforehand, so that both lanes are locked in their order. */
export async function laneOf(
  pool: pg.Pool,
  home: string,
  { plant, stream, urgency }: { readonly plant: string; readonly stream: string; readonly urgency: number },
  key: string,
): Promise<number> {
  const { rows } = await pool.query<{ lane_id: number }>({
    ...ensureLane,
    values: [home, plant, stream, key, urgency],
  })
  return rows[0]!.lane_id
}

/**
 * The corrected body is about another thing, so another lane and another case must judge it: the original ends, and the
 * correction is accepted as an event of its own that says whose it is.
 */
export async function moveToItsLane(
  session: pg.PoolClient,
  { home, ids, now }: RulingParts,
  standing: Standing,
  wish: { readonly by: string; readonly reason: string; readonly body: Json; readonly key: string },
): Promise<void> {
  const { message: original, attempt, flow, flowVersion } = standing
  const correction = correctionOf(standing, wish, { home, messageId: ids(), at: now() })
  await acceptWith(session, home, [correction])
  await session.query({ ...followCorrection, values: [original.source, original.id, correction.messageId] })
  const run: RunRecord = {
    message: original,
    attempt: attempt + 1,
    flow,
    flowVersion,
    verdict: 'skipped',
    sentence: `Corrected by ${wish.by}: it is about ${wish.key}, and goes on there as ${correction.id}.`,
    facts: [],
    outcome: { correction: correction.messageId },
    decidedAt: now(),
    becomes: { progress: 'closed' },
  }
  await closeWith(session, home, [run])
}

function correctionOf(
  { message: original, event, attempt }: Standing,
  { by, body, key }: { readonly by: string; readonly body: Json; readonly key: string },
  { home, messageId, at }: { readonly home: string; readonly messageId: string; readonly at: string },
): NewMessage {
  const source = `/plants/${original.plant}/systems/hub.${home}`
  const id = `${original.messageId}.corrected.${attempt}`
  const told = { ...event, id, source, data: body, origin: 'manual', actor: by, causationid: original.messageId }
  return {
    ...original,
    messageId,
    source,
    id,
    key,
    receivedAt: at,
    correlation: original.correlation,
    causation: original.messageId,
    origin: 'manual',
    actor: by,
    receivedFrom: `${by}, correcting ${original.id}`,
    payloadHash: sha256(canonicalJson({ type: original.type, time: original.occurredAt, data: body })),
    body,
    eventText: JSON.stringify(told),
  }
}
