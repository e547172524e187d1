import { expect } from 'vitest'
import type { Effect, PortKeeper } from '#model/ports/port'
import type { Proxy } from '../support/proxy.ts'
import { type Bench, booked, type Books, call, effect, type Look, outcome, pieces } from './production-ledger.ts'

/** What is done on an order again and again: the effect under test, and what goes before it undisturbed. */
export interface Story {
  readonly name: string
  readonly wish?: Parameters<Books['bench']>[0]
  /** Where an effect ends its order, each turn has an order of its own. */
  readonly ends?: true
  /** So many turns, one after another, differ in what they do; each kind is cut everywhere. */
  readonly kinds?: number
  readonly once?: (bench: Bench) => readonly Effect[]
  readonly turn: (bench: Bench, nth: number) => readonly [...Effect[], Effect]
}

const clock = (minute: number) => new Date(Date.UTC(2026, 2, 2, 6, minute)).toISOString()

export const stories: readonly Story[] = [
  {
    name: 'output received under a new lot',
    wish: { tracking: 'lot' },
    turn: ({ order }, nth) => [effect('receiveOutput', { order, quantity: pieces(1), lot: `F${nth}` })],
  },
  {
    name: 'output taken back',
    wish: { tracking: 'lot' },
    turn: ({ order }) => {
      const came = effect('receiveOutput', { order, quantity: pieces(1), lot: 'F1' })
      return [came, effect('reverseOutput', { order, original: came.key })]
    },
  },
  {
    name: 'material issued from what is reserved, and returned',
    turn: ({ order, paint }) => {
      const use = effect('issueMaterial', { order, item: paint, quantity: pieces(2), lot: 'LB' })
      return [use, effect('returnMaterial', { order, original: use.key, quantity: pieces(1) })]
    },
  },
  {
    name: 'material issued',
    turn: ({ order, steel }) => [effect('issueMaterial', { order, item: steel, quantity: pieces(3) })],
  },
  {
    name: 'an operation reported with time, scrap and what it uses up',
    turn: ({ order, steel }) => [
      effect('completeOperation', {
        order,
        operation: '10',
        good: pieces(1),
        scrap: pieces(1),
        machineTime: '2',
        labourTime: '1',
        backflush: { uses: [{ item: steel, quantity: pieces(2) }], returns: [] },
      }),
    ],
  },
  {
    name: 'a report taken back as a whole',
    turn: ({ order, steel }) => {
      const line = { item: steel, quantity: pieces(2) }
      const report = effect('completeOperation', {
        order,
        operation: '10',
        good: pieces(2),
        scrap: pieces(1),
        machineTime: '2',
        backflush: { uses: [line], returns: [] },
      })
      const back = { order, original: report.key, backflush: { uses: [], returns: [line] } }
      return [report, effect('reverseCompletion', back)]
    },
  },
  {
    name: 'goods and components scrapped on the shelf, and taken back',
    kinds: 6,
    wish: { tracking: 'lot' },
    once: ({ order }) => [effect('receiveOutput', { order, quantity: pieces(100), lot: 'F1' })],
    turn: ({ order, steel }, nth) => {
      const scrap =
        nth % 2 === 0
          ? effect('recordScrap', { order, quantity: pieces(1), lot: 'F1' })
          : effect('recordScrap', { order, item: steel, quantity: pieces(1) })
      return nth % 3 === 0 ? [scrap, effect('reverseScrap', { order, original: scrap.key })] : [scrap]
    },
  },
  {
    name: 'scrap at an operation',
    once: ({ order }) => [effect('completeOperation', { order, operation: '10', good: pieces(90) })],
    turn: ({ order }) => [effect('recordScrap', { order, operation: '10', quantity: pieces(1) })],
  },
  {
    name: 'time told and taken back',
    kinds: 6,
    turn: ({ order }, nth) => {
      const time = effect('reportTime', {
        order,
        operation: '10',
        of: nth % 2 === 0 ? 'machine' : 'person',
        ...(nth % 2 === 0 ? { minutes: '3' } : { person: `Ann ${order}`, started: clock(nth), ended: clock(nth + 1) }),
        overlap: 'refuse',
      })
      return nth % 3 === 0 ? [time, effect('reverseTime', { order, original: time.key })] : [time]
    },
  },
  {
    name: 'an operation begun, and not begun',
    kinds: 2,
    turn: ({ order }, nth) => {
      const begin = effect('startOperation', { order, operation: '10' })
      return nth % 2 === 0 ? [begin, effect('voidStart', { order, original: begin.key })] : [begin]
    },
  },
  {
    name: 'a by-product',
    kinds: 2,
    wish: { byproduct: true },
    turn: ({ order, chips }, nth) => {
      const came = effect('receiveByproduct', { order, item: chips, quantity: { value: '0.5', uom: 'KGM' } })
      return nth % 2 === 0 ? [came, effect('reverseByproduct', { order, original: came.key })] : [came]
    },
  },
  {
    name: 'rework opened, completed and given up',
    kinds: 4,
    turn: ({ order }, nth) => {
      const open = effect('openRework', { order, operation: '20', quantity: pieces(3), document: `RW-${nth}` })
      const done = { order, original: open.key, operation: '20', good: pieces(1), scrap: pieces(1), machineTime: '1' }
      const report = effect('completeRework', done)
      const steps: readonly [...Effect[], Effect][] = [
        [open],
        [open, report],
        [open, report, effect('cancelRework', { order, original: report.key })],
        [open, report, effect('cancelRework', { order, original: open.key })],
      ]
      return steps[nth % steps.length]!
    },
  },
  {
    name: 'lots changed, with a loss',
    wish: { tracking: 'lot', ordered: 1000 },
    once: ({ order }) => [effect('receiveOutput', { order, quantity: pieces(900), lot: 'F1' })],
    turn: ({ order }, nth) => [
      effect('changeLots', {
        order,
        from: [{ lot: 'F1', quantity: pieces(5) }],
        into: [
          { lot: `F1-${nth}a`, quantity: pieces(3) },
          { lot: `F1-${nth}b`, quantity: pieces(1) },
        ],
        loss: pieces(1),
      }),
    ],
  },
  {
    name: 'a substitute issued, and returned',
    kinds: 3,
    wish: { spare: true },
    turn: ({ order, steel, spare = '' }, nth) => {
      const instead = { item: steel, quantity: pieces(1) }
      const use = effect('issueMaterial', { order, item: spare, quantity: pieces(2), instead })
      const back = effect('returnMaterial', { order, original: use.key, quantity: pieces(2), instead })
      return nth % 3 === 0 ? [use, back] : [use]
    },
  },
  {
    name: 'a standstill',
    turn: ({ order }, nth) => {
      const span = { started: clock(2 * nth), ended: clock(2 * nth + 1) }
      return [effect('recordDowntime', { order, operation: '10', ...span, reason: 'no steel' })]
    },
  },
  {
    name: 'the yield of a batch told, and withdrawn',
    kinds: 2,
    turn: ({ order }, nth) => {
      const amounts = { input: pieces(10), output: pieces(9), loss: pieces(1) }
      const told = effect('noteYield', { order, batch: `B-${nth}`, ...amounts })
      return nth % 2 === 0 ? [told, effect('withdrawYield', { order, original: told.key })] : [told]
    },
  },
  {
    name: 'an order held, and no longer',
    kinds: 2,
    turn: ({ order }, nth) => [
      effect('noteHold', { order, isHeld: nth % 2 === 0, by: 'quality', reason: `paint ${nth}` }),
    ],
  },
  {
    name: 'an order planned anew, by date and quantity',
    turn: ({ order }, nth) => [
      effect('planOrder', {
        order,
        plannedStart: `2037-03-01T06:${String(nth % 60).padStart(2, '0')}:00+00:00`,
        plannedEnd: `2037-03-05T06:${String(nth % 60).padStart(2, '0')}:00+00:00`,
        quantity: pieces(80 + nth),
      }),
    ],
  },
  {
    name: 'an order closed',
    wish: { tracking: 'lot' },
    ends: true,
    turn: ({ order, steel, paint }) => [
      effect('issueMaterial', { order, item: steel, quantity: pieces(120) }),
      effect('issueMaterial', { order, item: paint, quantity: pieces(60), lot: 'LB' }),
      effect('completeOperation', { order, operation: '10', good: pieces(60), machineTime: '60', labourTime: '20' }),
      effect('receiveOutput', { order, quantity: pieces(40), lot: 'F1' }),
      effect('receiveOutput', { order, quantity: pieces(20), lot: 'F2' }),
      effect('closeOrder', { order }),
    ],
  },
  {
    name: 'an order closed that used and made nothing',
    ends: true,
    turn: ({ order }) => [effect('startOperation', { order, operation: '10' }), effect('closeOrder', { order })],
  },
  {
    name: 'an order cancelled from which all was taken back',
    ends: true,
    turn: ({ order, steel }) => {
      const use = effect('issueMaterial', { order, item: steel, quantity: pieces(20) })
      const back = effect('returnMaterial', { order, original: use.key, quantity: pieces(20) })
      return [use, back, effect('cancelOrder', { order, reason: 'no longer wanted' })]
    },
  },
  {
    name: 'an order cancelled before it is released',
    wish: { draft: true },
    ends: true,
    turn: ({ order }) => [effect('cancelOrder', { order, reason: 'no longer wanted' })],
  },
]

interface Cuts {
  /** Changes of the longest turn, and how many of them were cut in all. */
  readonly changes: number
  readonly cuts: number
  /** What is in the books after the cuts, and what is where nothing was cut: of each order once. */
  readonly cut: readonly Look[]
  readonly whole: readonly Look[]
}

/**
 * A call that may change something in Odoo, over either of its interfaces. Where the answer to a question is lost, Odoo is
 * as it was after the last change.
 */
const QUESTIONS = '(?:search|search_read|read|fields_get|context_get|get_external_id|login)\\b'
const CHANGES = new RegExp(
  `/json/2/[^/]+/(?!${QUESTIONS})|"execute_kw","args":\\["[^"]*",\\d+,"[^"]*","[^"]*","(?!${QUESTIONS})`,
)

/**
 * The same turns twice: on one order undisturbed; on another the connection is cut after one change more in each turn, a
 * hub that knows nothing of it comes and asks again, and so on until a turn has no change left to be cut. With a stride
 * only every so manyth is, from the `first` on. An order that a turn ends is followed by a new one.
 */
export async function cutAfterEveryChange(
  story: Story,
  books: Books,
  hub: () => { readonly keeper: PortKeeper; readonly close: () => void },
  wire: Proxy,
  { stride, first = 0 }: { readonly stride: number; readonly first?: number },
): Promise<Cuts> {
  const perform = async (keeper: PortKeeper, effects: readonly Effect[]): Promise<void> => {
    const answers = await keeper.perform(effects, call())
    expect(answers.map(outcome)).toEqual(effects.map(() => 'booked'))
  }
  const start = async (): Promise<Bench> => {
    const bench = await books.bench(story.wish)
    await perform(books.keeper, story.once?.(bench) ?? [])
    return bench
  }
  const see = async (benches: readonly Bench[]): Promise<Look[]> => {
    const looks = []
    for (const bench of benches) looks.push(named(await books.look(bench), bench))
    return looks
  }
  const cut = [await start()]
  let [changes, cuts, turns] = [first, 0, 0]
  for (let isAnyCut = true; isAnyCut; changes += isAnyCut ? stride : 0) {
    isAnyCut = false
    for (let kind = 0; kind < (story.kinds ?? 1); kind++) {
      const effects = story.turn(cut.at(-1)!, turns++)
      await perform(books.keeper, effects.slice(0, -1))
      const last = effects.at(-1)!
      const lost = wire.lost
      const lonely = hub()
      wire.loseAnswers(1, CHANGES, changes)
      await lonely.keeper.perform([last], call()).catch(() => undefined)
      wire.loseAnswers(0)
      lonely.close()
      const isCut = wire.lost > lost
      const second = hub()
      const [answer] = await second.keeper.perform([last], call())
      second.close()
      booked(answer)
      if (isCut) cuts++
      if (isCut && story.ends) cut.push(await start())
      isAnyCut ||= isCut
    }
  }
  const whole = [await start()]
  for (let turn = 0; turn < (story.ends ? 1 : turns); turn++) await perform(books.keeper, story.turn(whole[0]!, turn))
  const looks = await see(whole)
  return { changes, cuts, cut: await see(cut), whole: story.ends ? cut.map(() => looks[0]!) : looks }
}

/** Items of different orders are called alike. */
function named(look: Look, { steel, paint, frame, chips, spare, order }: Bench): Look {
  let told = JSON.stringify(look)
  for (const [name, code] of Object.entries({ steel, paint, frame, chips, spare, order }))
    if (code) told = told.replaceAll(code, name)
  return JSON.parse(told) as Look
}
