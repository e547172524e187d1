import type pg from 'pg'
import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { Refused } from '#kernel/failure'
import type { NewMessage, RunRecord } from '../store.ts'
import { urgencyName } from './columns.ts'
import { acceptWith } from './inbox.ts'
import { laneName, laneNumbers } from './lane-numbers.ts'
import { closeWith } from './judged.ts'
import type { RulingParts } from './rulings.ts'
import type { Standing } from './standing.ts'
import { statement } from './statements.ts'

const followCorrection = statement('follow-correction')

/** The lane of the thing that a corrected body is about; made beforehand, so that both lanes are locked in their order. */
export async function laneOf(
  pool: pg.Pool,
  home: string,
  { plant, stream, urgency }: { readonly plant: string; readonly stream: string; readonly urgency: 0 | 1 },
  key: string,
): Promise<number> {
  const given = { plant, stream, key, urgency: urgencyName[urgency] }
  return (await laneNumbers(pool, home)([given])).get(laneName(given))!
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
  const correction = correctionOf(standing, wish, { messageId: ids(), at: now() })
  const [accepted] = await acceptWith(session, home, [correction])
  if (accepted?.kind !== 'accepted')
    throw new Refused('DUPLICATE_CONFLICT', `There is an event ${correction.id} already, so the correction has no id.`)
  await session.query({ ...followCorrection, values: [original.source, original.id, correction.messageId] })
  const run: RunRecord = {
    message: original,
    attempt: attempt + 1,
    flow,
    flowVersion,
    mode: 'live',
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
  { messageId, at }: { readonly messageId: string; readonly at: string },
): NewMessage {
  // It stays the word of the system that said it, so that it counts as much as the original.
  const id = `${original.messageId}.corrected.${attempt}`
  const told = { ...event, id, data: body, origin: 'manual', actor: by, causationid: original.messageId }
  return {
    ...original,
    messageId,
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
