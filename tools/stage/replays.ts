import {
  ReplayAnswer,
  ReplayDetail,
  ReplayList,
  ReplayPreview,
  ReplayStart,
  ReplayWish,
} from '../../src/api/replays/contract.ts'
import { plus, type StageClock, uuid } from './clock.ts'
import { problem, Refusal } from './problems.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

type Part = ReplayDetail['parts'][number]
type Meaning = Part['predicted']

const booked = (sentence: string): Meaning => ({
  verdict: 'accepted',
  sentence,
  effects: [{ operation: 'production-ledger.receiveOutput', body: {} }],
})
const unknownOrder: Meaning = {
  verdict: 'refused',
  code: 'UNKNOWN_ORDER',
  sentence: 'Odoo has no order odoo.404.',
  effects: [],
}

/** What the stage foretells of an exception, by its cause. */
const foretold: Readonly<Record<string, Meaning>> = {
  LOT_REQUIRED: booked('12 pcs of WH/MO/00042 are booked under lot L-0101.'),
  OVER_COMPLETION: { ...unknownOrder, code: 'OVER_COMPLETION', sentence: 'Still more than ordered.' },
  UNKNOWN_ORDER: unknownOrder,
}
const unknown: Meaning = { unknown: 'The serial numbers in stock were not asked the last time.' }

const secondPerson = (asker: string) => ({
  roles: ['supervisor', 'integration', 'admin'],
  because: `More than 100 at once need the name of somebody else than ${asker}.`,
})

/** Replays that people have asked for: one that waits for a name, one done with a difference, one stopped. */
export function replaysOf(clock: StageClock): ReplayDetail[] {
  const part = (place: number, predicted: Meaning, rest: Partial<Part> = {}): Part => ({
    place,
    messageId: uuid(1, place),
    title: 'Finished goods received',
    key: `odoo.${40 + (place % 7)}`,
    predicted,
    triedAt: null,
    refused: null,
    actual: null,
    agrees: null,
    ...rest,
  })
  const over = (place: number, predicted: Meaning, actual: Meaning): Part =>
    part(place, predicted, { actual, triedAt: clock.ago(1_400), agrees: predicted === actual })
  const base: ReplayDetail = {
    replayId: uuid(9, 1),
    plant: 'A',
    filter: { code: 'UNKNOWN_ORDER' },
    facts: 'now',
    perMinute: 600,
    reason: 'The orders of line 2 are in Odoo since noon',
    askedBy: 'udo',
    askedAt: clock.ago(12),
    state: 'asked',
    answeredBy: null,
    answeredAt: null,
    answerReason: null,
    finishedAt: null,
    items: 1_000,
    tried: 0,
    refused: 0,
    asPredicted: 0,
    otherwise: 0,
    unknown: 0,
    secondPerson: secondPerson('udo'),
    may: ['approve', 'reject', 'stop'],
    came: [
      { verdict: 'accepted', code: null, predicted: 800, actual: 0 },
      { verdict: 'refused', code: 'UNKNOWN_ORDER', predicted: 200, actual: 0 },
    ],
    parts: Array.from({ length: 40 }, (_, n) =>
      part(n + 1, n % 5 ? booked('12 pcs of WH/MO/00041 are booked.') : unknownOrder),
    ),
  }
  const done = booked('8 pcs of WH/MO/00039 are booked.')
  return [
    base,
    {
      ...base,
      replayId: uuid(9, 2),
      filter: { code: 'LOT_REQUIRED', since: clock.ago(1_700) },
      reason: 'The label printer of line 1 prints lots again',
      askedBy: 'eva',
      askedAt: clock.ago(1_420),
      state: 'done',
      finishedAt: clock.ago(1_399),
      items: 4,
      tried: 4,
      asPredicted: 3,
      otherwise: 1,
      secondPerson: null,
      may: [],
      came: [
        { verdict: 'accepted', code: null, predicted: 4, actual: 3 },
        { verdict: 'refused', code: 'ORDER_CLOSED', predicted: 0, actual: 1 },
      ],
      parts: [
        over(4, done, {
          verdict: 'refused',
          code: 'ORDER_CLOSED',
          sentence: 'WH/MO/00039 was closed in Odoo two minutes before.',
          effects: [],
        }),
        over(1, done, done),
        over(2, done, done),
        over(3, done, done),
      ],
    },
    {
      ...base,
      replayId: uuid(9, 3),
      filter: {},
      facts: 'recorded',
      reason: 'Everything of the night once more',
      askedAt: clock.ago(3_010),
      state: 'stopped',
      answeredBy: 'eva',
      answeredAt: clock.ago(3_004),
      answerReason: 'The orders are not there yet',
      finishedAt: clock.ago(3_004),
      items: 37,
      tried: 5,
      otherwise: 5,
      unknown: 32,
      secondPerson: null,
      may: [],
      came: [
        { verdict: 'unknown', code: null, predicted: 32, actual: 0 },
        { verdict: 'accepted', code: null, predicted: 5, actual: 0 },
        { verdict: 'refused', code: 'UNKNOWN_ORDER', predicted: 0, actual: 5 },
      ],
      parts: Array.from({ length: 5 }, (_, n) => over(n + 1, done, unknownOrder)),
    },
  ]
}

/** What the stage answers about replays. */
export function replaysAnswer(world: World, second: string | undefined, asked: Asked): unknown {
  if (asked.method === 'GET')
    return second ? ReplayDetail.parse(movedOn(world, second)) : ReplayList.parse({ items: world.replays })
  if (second === 'preview') return previewOf(world, asked.body)
  const one = second ? answered(world, second, asked.body) : started(world, asked.body)
  asked.changed(['replays', 'exceptions'])
  return ReplayDetail.parse(one)
}

function meant(world: World, body: unknown) {
  const { plant, filter } = ReplayWish.parse(body)
  return world.exceptions.filter(
    (row) =>
      row.closedAt === null &&
      row.plant === plant &&
      (!filter.ids || filter.ids.includes(row.exceptionId)) &&
      (!filter.code || row.code === filter.code) &&
      (!filter.since || row.openedAt >= filter.since) &&
      (!filter.until || row.openedAt < filter.until),
  )
}

function previewOf(world: World, body: unknown): ReplayPreview {
  const rows = meant(world, body)
  const groups = [...Map.groupBy(rows, ({ code }) => code)].map(([code, of]) => {
    const { verdict = 'unknown', sentence, unknown: why, effects = [] } = foretold[code] ?? unknown
    return {
      verdict,
      code: foretold[code]?.code ?? null,
      sentence: sentence ?? why ?? '',
      count: of.length,
      effects: effects.length * of.length,
      examples: of.slice(0, 5).map(({ messageId, title, subject }) => ({ messageId, title, key: subject })),
    }
  })
  const effects = groups.reduce((sum, group) => sum + group.effects, 0)
  return ReplayPreview.parse({
    items: rows.length,
    secondPerson: null,
    unknown: groups.filter(({ verdict }) => verdict === 'unknown').reduce((sum, { count }) => sum + count, 0),
    effects: effects > 0 ? [{ operation: 'production-ledger.receiveOutput', count: effects }] : [],
    groups,
  })
}

function started(world: World, body: unknown): ReplayDetail {
  const { plant, filter, facts, reason, perMinute } = ReplayStart.parse(body)
  const rows = meant(world, { plant, filter, facts })
  const parts = rows.map((row, n) => ({
    place: n + 1,
    messageId: row.messageId,
    title: row.title,
    key: row.subject,
    predicted: foretold[row.code] ?? unknown,
    triedAt: null,
    refused: null,
    actual: null,
    agrees: null,
  }))
  const one: ReplayDetail = {
    ...world.replays[0]!,
    replayId: uuid(9, 100 + world.replays.length),
    plant,
    filter,
    facts,
    perMinute,
    reason,
    askedBy: world.session.login,
    askedAt: new Date().toISOString(),
    state: 'running',
    items: rows.length,
    unknown: parts.filter(({ predicted }) => 'unknown' in predicted).length,
    secondPerson: null,
    may: ['stop'],
    came: [],
    parts,
  }
  world.replays.unshift(one)
  return one
}

/** Whoever looks at one that runs sees it a step further. */
function movedOn(world: World, id: string): ReplayDetail {
  const one = find(world, id)
  if (one.state !== 'running') return one
  const at = new Date().toISOString()
  const tried = Math.min(one.items, one.tried + Math.max(1, Math.ceil(one.items / 3)))
  const parts = one.parts.map((part) =>
    part.place <= tried && part.actual === null
      ? { ...part, triedAt: at, actual: 'unknown' in part.predicted ? unknownOrder : part.predicted, agrees: true }
      : part,
  )
  const isOver = tried === one.items
  return put(world, {
    ...one,
    tried,
    asPredicted: tried,
    parts,
    ...(isOver ? { state: 'done', finishedAt: plus(at, 1), may: [] } : {}),
  })
}

function answered(world: World, id: string, body: unknown): ReplayDetail {
  const one = find(world, id)
  const given = ReplayAnswer.parse(body)
  if (given.answer !== 'stop' && given.password === 'wrong')
    throw new Refusal(problem(403, 'PASSWORD_WRONG', 'The password is wrong', 'Nothing was signed. Type it again.'))
  const state = { approve: 'running', reject: 'rejected', stop: 'stopped' } as const
  return put(world, {
    ...one,
    state: state[given.answer],
    answeredBy: world.session.login,
    answeredAt: new Date().toISOString(),
    answerReason: given.reason,
    secondPerson: null,
    may: given.answer === 'approve' ? ['stop'] : [],
  })
}

function find(world: World, id: string): ReplayDetail {
  const found = world.replays.find(({ replayId }) => replayId === id)
  if (found) return found
  throw new Refusal(
    problem(
      404,
      'NOT_FOUND',
      'There is no such replay',
      'It may belong to a plant you do not see, or the address is cut short.',
    ),
  )
}

function put(world: World, one: ReplayDetail): ReplayDetail {
  world.replays[world.replays.findIndex(({ replayId }) => replayId === one.replayId)] = one
  return one
}
