import type pg from 'pg'
import type { Json } from '#kernel/canonical-json'
import { writeAudit } from '#governance/audit'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import type { Rulings, Settled, Settlement } from '../rulings.ts'
import type { Ruling } from '../store.ts'
import { answerApproval, expireApprovals } from './approvals.ts'
import { sqlOf, transaction } from './connect.ts'
import { laneOf, moveToItsLane } from './correction.ts'
import { retried } from './retried.ts'
import { readStanding, type Standing } from './standing.ts'
import { statement } from './statements.ts'

const findException = statement('find-exception')
const lockException = statement('lock-exception')
const closeException = statement('close-exception')
const assignException = statement('assign-exception')
const ruleMessage = statement('rule-message')
const readyLanes = statement('ready-lanes')
const lockLanes = statement('lock-lanes')

export interface RulingParts {
  readonly pool: pg.Pool
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
}

type SettleWish = Parameters<Rulings['settle']>[0]
type AssignWish = Parameters<Rulings['assign']>[0]

export const rulings = (parts: RulingParts): Rulings => ({
  assign: (wish) => assign(parts, wish),
  settle: (wish) => settle(parts, wish),
  answer: (wish) => answerApproval(parts, wish),
  expire: () => expireApprovals(parts),
})

async function assign({ pool, home, ids, now }: RulingParts, wish: AssignWish): Promise<Settled> {
  return transaction(pool, async (session) => {
    const found = await find(session, home, wish.exceptionId)
    if (!found) return 'NOT_FOUND'
    const before = await lock(session, wish.exceptionId)
    if (before.closed_at) return 'ALREADY_DONE'
    await session.query({ ...assignException, values: [wish.exceptionId, wish.to] })
    await writeAudit(sqlOf(session), home, [
      {
        auditId: ids(),
        plant: found.plant,
        at: now(),
        actor: wish.by,
        action: 'exception.assigned',
        subject: found.message_id,
        before: { assignedTo: before.assigned_to },
        after: { assignedTo: wish.to, sentence: wish.to ? `Given to ${wish.to}` : 'Given back to everybody' },
      },
    ])
    return 'done'
  })
}

async function settle(parts: RulingParts, wish: SettleWish): Promise<Settled> {
  const { pool, home } = parts
  const about = await find(pool, home, wish.exceptionId)
  if (!about) return 'NOT_FOUND'
  const target =
    wish.how === 'corrected' && wish.key !== about.key ? await laneOf(pool, home, about, wish.key) : undefined

  return transaction(pool, async (session) => {
    const lanes = target ? [about.lane_id, target] : [about.lane_id]
    await session.query({ ...lockLanes, values: [lanes] })
    const before = await lock(session, wish.exceptionId)
    if (before.closed_at) return 'ALREADY_DONE'
    const standing = await readStanding(session, about.message_id, about.lane_id)
    if (standing.untold || (standing.progress && standing.progress !== 'stopped')) return 'NOT_YET'
    const isOver = !standing.progress && !standing.refused
    if (isOver && wish.how !== 'skipped') return 'NOTHING_TO_DO'

    if (target && wish.how === 'corrected')
      await moveToItsLane(session, parts, standing, { ...wish, reason: why(wish) })
    else if (!isOver) {
      const ruling = rulingFrom(wish, standing, about.code)
      await session.query({
        ...ruleMessage,
        values: [about.message_id, about.lane_id, standing.attempt, JSON.stringify(ruling)],
      })
    }
    await session.query({ ...readyLanes, values: [lanes] })
    await session.query({
      ...closeException,
      values: [wish.exceptionId, parts.now(), wish.by, wish.how, wish.reason ?? null],
    })
    await note(session, parts, wish, about, standing)
    return 'done'
  })
}

const why = ({ reason }: SettleWish): string => reason ?? 'no reason given'

/** A correction stays in the next tries, a permit until the payload is another one. */
function rulingFrom(wish: SettleWish, standing: Standing, code: string): Ruling {
  const again = retried({ by: wish.by, reason: why(wish) }, standing)
  const { permits: _, forced = [], ...rest } = again
  switch (wish.how) {
    case 'skipped':
      return { ...rest, skip: true }
    case 'corrected':
      return { by: wish.by, reason: why(wish), since: standing.attempt, body: wish.body }
    case 'overridden':
      return { ...again, forced: [...forced.filter((one) => one.code !== code), { code, until: wish.until }] }
    case 'retried':
      return again
  }
}

async function note(
  session: pg.PoolClient,
  { home, ids, now }: RulingParts,
  wish: SettleWish & Settlement,
  about: AboutException,
  standing: Standing,
): Promise<void> {
  const corrected: Json = wish.how === 'corrected' ? { body: wish.body } : {}
  await writeAudit(sqlOf(session), home, [
    {
      auditId: ids(),
      plant: about.plant,
      at: now(),
      actor: wish.by,
      action: `exception.${wish.how}`,
      subject: about.message_id,
      ...(wish.reason ? { reason: wish.reason } : {}),
      before: { code: about.code, sentence: about.sentence, body: standing.ruling?.body ?? standing.body },
      after: { resolution: wish.how, ...corrected, ...(wish.how === 'overridden' ? { until: wish.until } : {}) },
    },
  ])
}

interface AboutException {
  readonly plant: string
  readonly code: string
  readonly sentence: string
  readonly message_id: string
  readonly lane_id: number
  readonly stream: string
  readonly key: string
  readonly urgency: 0 | 1
}

async function find(session: Pick<pg.Pool, 'query'>, home: string, id: string): Promise<AboutException | undefined> {
  const { rows } = await session.query<AboutException>({ ...findException, values: [id, home] })
  return rows[0]
}

async function lock(session: pg.PoolClient, id: string) {
  const { rows } = await session.query<{ closed_at: string | null; assigned_to: string | null }>({
    ...lockException,
    values: [id],
  })
  return rows[0]!
}
