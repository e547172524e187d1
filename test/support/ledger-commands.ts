import fc from 'fast-check'
import { type Bench, effect, pieces } from '../contracts/production-ledger.ts'

/** What may be asked of the books of one order, said without naming that order: the same story is told in two ledgers. */
export interface Command {
  readonly operation: string
  /** What earlier effect it is about: one of so many of its kind, the latest being 0. */
  readonly about?: { readonly operation: string; readonly back: number }
  readonly body: (bench: Bench) => object
}

type Effect = ReturnType<typeof effect>

const amount = (most: number) =>
  fc
    .oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: most }) }, { weight: 1, arbitrary: fc.constant(2.5) })
    .map(pieces)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const step = fc.constantFrom('10', '20')
const lot = fc.constantFrom('F1', 'F2')
const minutes = fc.constantFrom('6', '12.5', '30')
const kilos = fc.constantFrom('0.5', '2', '5').map((value) => ({ value, uom: 'KGM' }))

const said = (operation: string, body: fc.Arbitrary<(bench: Bench) => object>): fc.Arbitrary<Command> =>
  body.map((of) => ({ operation, body: of }))

const takingBack = (operation: string, original: string, most: number): fc.Arbitrary<Command> =>
  fc.record({ back: fc.nat(2), quantity: maybe(amount(most)) }).map(({ back, quantity }) => ({
    operation,
    about: { operation: original, back },
    body: () => without({ quantity }),
  }))

const without = (members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined))

const issue = fc.oneof(
  said(
    'issueMaterial',
    fc.record({ quantity: amount(120), operation: maybe(step) }).map(
      (more) =>
        ({ steel }) =>
          without({ item: steel, ...more }),
    ),
  ),
  said(
    'issueMaterial',
    fc.record({ quantity: amount(90), lot: fc.constantFrom('LB', 'LB', 'LC') }).map((more) => ({ paint }) => ({
      item: paint,
      ...more,
    })),
  ),
  said(
    'issueMaterial',
    fc.tuple(amount(40), amount(40)).map(([quantity, instead]) => ({ steel, spare }) => ({
      ...{ item: spare, quantity, instead: { item: steel, quantity: instead } },
    })),
  ),
)

const report = said(
  'completeOperation',
  fc
    .record({
      operation: step,
      good: amount(70),
      scrap: maybe(amount(3)),
      machineTime: maybe(minutes),
      labourTime: maybe(minutes),
      final: maybe(fc.constant(true)),
      used: maybe(amount(60)),
      paint: fc.boolean(),
    })
    .map(({ used, paint: isPaint, ...more }) => ({ steel, paint }) => ({
      ...without(more),
      ...(used ? { backflush: { uses: [{ item: isPaint ? paint : steel, quantity: used }], returns: [] } } : {}),
    })),
)

const rest: readonly fc.Arbitrary<Command>[] = [
  takingBack('returnMaterial', 'issueMaterial', 90),
  said(
    'receiveOutput',
    fc.record({ quantity: amount(60), lot }).map((body) => () => body),
  ),
  takingBack('reverseOutput', 'receiveOutput', 40),
  takingBack('reverseCompletion', 'completeOperation', 40),
  said(
    'recordScrap',
    fc.record({ operation: step, quantity: amount(4) }).map((body) => () => body),
  ),
  said(
    'recordScrap',
    fc.record({ quantity: amount(9), lot }).map((body) => () => body),
  ),
  said(
    'recordScrap',
    amount(900).map((quantity) => ({ steel }) => ({ item: steel, quantity })),
  ),
  takingBack('reverseScrap', 'recordScrap', 5),
  said(
    'receiveByproduct',
    kilos.map((quantity) => ({ chips }) => ({ item: chips, quantity })),
  ),
  fc.nat(1).map((back) => ({
    operation: 'reverseByproduct',
    about: { operation: 'receiveByproduct', back },
    body: () => ({}),
  })),
  said(
    'changeLots',
    fc.tuple(lot, fc.integer({ min: 2, max: 30 }), fc.nat(2)).map(([from, quantity, loss]) => () => ({
      from: [{ lot: from, quantity: pieces(quantity) }],
      into: [{ lot: 'F3', quantity: pieces(quantity - (loss === 1 ? 1 : 0)) }],
      ...(loss === 1 ? { loss: pieces(1) } : {}),
    })),
  ),
  said(
    'startOperation',
    step.map((operation) => () => ({ operation })),
  ),
  fc.nat(1).map((back) => ({ operation: 'voidStart', about: { operation: 'startOperation', back }, body: () => ({}) })),
  said(
    'reportTime',
    fc
      .record({ operation: step, of: fc.constantFrom('machine', 'person'), minutes })
      .map((body) => () => ({ ...body, ...(body.of === 'person' ? { person: 'Ann' } : {}), overlap: 'refuse' })),
  ),
  fc.nat(1).map((back) => ({ operation: 'reverseTime', about: { operation: 'reportTime', back }, body: () => ({}) })),
  said(
    'openRework',
    fc.record({ operation: step, quantity: amount(5) }).map((body) => () => ({ ...body, document: 'RW-1' })),
  ),
  fc
    .record({ back: fc.nat(1), good: amount(3), scrap: maybe(amount(2)), labourTime: maybe(minutes), operation: step })
    .map(({ back, ...more }) => ({
      operation: 'completeRework',
      about: { operation: 'openRework', back },
      body: () => without(more),
    })),
  fc.constantFrom('openRework', 'completeRework').map((operation) => ({
    operation: 'cancelRework',
    about: { operation, back: 0 },
    body: () => ({}),
  })),
  said(
    'planOrder',
    amount(150).map((quantity) => () => ({ quantity })),
  ),
  said(
    'noteHold',
    fc.boolean().map((isHeld) => () => ({ hold: 'Q-1', reason: 'looked at', by: 'mes', isHeld })),
  ),
  said(
    'cancelOrder',
    fc.constant(() => ({ reason: 'no longer wanted' })),
  ),
]

/** What a plant does to an order: mostly use, make and take back; now and then the same once more. */
export const command: fc.Arbitrary<Command | 'again'> = fc.oneof(
  { weight: 5, arbitrary: issue },
  { weight: 5, arbitrary: report },
  { weight: 18, arbitrary: fc.oneof(...rest) },
  { weight: 1, arbitrary: fc.constant('again' as const) },
)

/** The story as effects on the order of a bench; keys come from its name, so that two ledgers are told the same ones. */
export function effectsOf(story: readonly (Command | 'again')[], bench: Bench, name: string): readonly Effect[] {
  const told: Effect[] = []
  for (const [nth, one] of story.entries()) {
    if (one === 'again') {
      if (told.length > 0) told.push(told[Math.floor(told.length / 2)]!)
      continue
    }
    const { operation, about, body } = one
    const earlier = about && told.filter((effect) => effect.operation === about.operation)
    // Of what nobody did there is nothing to take back; that it is refused, the contract tells.
    if (earlier?.length === 0) continue
    const original = earlier?.at(-1 - (about!.back % earlier.length))!.key
    const whole = { order: bench.order, ...(original ? { original } : {}), ...body(bench) }
    told.push(effect(operation, whole, `${name} ${nth}`))
  }
  return told
}
