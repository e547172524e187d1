import { z } from 'zod'
import { proceduresOf } from '../../../src/connectors/odoo/procedures.ts'
import type { Books } from '../books/books.ts'
import type { Order } from '../books/records.ts'
import { refuse } from '../books/refusal.ts'
import { costSoFar } from '../effects/cost.ts'
import { performAll } from '../effects/perform.ts'
import type { Wish } from '../effects/wish.ts'
import { lotStandings, type LotWish } from './lot-standings.ts'
import { orderFacts } from './order-facts.ts'

/** Whose key it is: what the integration user wrote is told apart from what people did. */
export const USER = { id: 7, login: 'millwright' }

/** What the hub had deployed here: by number of the server action, the procedures of this very checkout. */
export const DEPLOYED = new Map<number, Deployed>(proceduresOf('19').map((procedure, nth) => [nth + 1, procedure]))

interface Deployed {
  readonly name: string
  readonly hash: string
}

export const OlderProcedures = z.array(z.strictObject({ name: z.string(), hash: z.string() }))

/** An older Millwright had its own deployed here as well; they do what those of today do. */
export function deployOlder(older: z.infer<typeof OlderProcedures>): void {
  for (const one of older) DEPLOYED.set(DEPLOYED.size + 1, one)
}

/** What a real Odoo does and this one does not: it is refused in these words, and the contract suite holds the list. */
export const notCarried: { readonly [procedure: string]: string } = {
  blocks: 'The simulated Odoo keeps no calendars; plan capacity in a real one',
  'plan-changes': 'The simulated Odoo plans nothing; change a plan in a real one',
  'read-together': 'The simulated Odoo answers no free questions; ask a real one',
  'read-accounts': 'The simulated Odoo does not remember whose hand each part of a value was; ask a real one',
}

type Payload = Readonly<Record<string, any>>
type Procedure = (books: Books, payload: Payload) => object

interface Keyed {
  readonly key: string
}
const notSimulated = (procedure: string, effects: readonly Keyed[]): object => ({
  effects: effects.map(({ key }) => ({
    ...{ key, outcome: 'refused', refusal: { code: 'NOT_SIMULATED', sentence: notCarried[procedure] } },
  })),
})

/** What each procedure does, told in the same words as the Python that runs in a real Odoo. */
const PROCEDURES: { readonly [name: string]: Procedure | undefined } = {
  effects: (books, { effects }) => ({ effects: performAll(books, effects as readonly Wish[]) }),

  blocks: (_books, { effects }) => notSimulated('blocks', effects as readonly Keyed[]),
  'plan-changes': (_books, { effects }) => notSimulated('plan-changes', effects as readonly Keyed[]),
  'read-together': () => refuse('NOT_SIMULATED', notCarried['read-together']!),

  'read-orders': (books, { orders }) => ({
    orders: told(books, orders as readonly number[], (order) => ({ facts: orderFacts(order) })),
  }),

  'read-costs': (books, { orders }) => ({
    orders: told(books, orders as readonly number[], (order) => ({ cost: costSoFar(order) })),
  }),

  'read-lots': (books, { lots }) => ({ lots: lotStandings(books, lots as readonly LotWish[]) }),

  'released-orders': (books, payload) => releasedSince(books, Look.parse(payload)),

  // Nobody but the hub works here: others have booked and changed nothing.
  'read-booked': () => ({ bookings: [], whole: true }),
  changes: (books, { books: asked }) => ({
    books: (asked as readonly { readonly book: string }[]).map(({ book }) => ({
      ...{ book, rows: [], gone: [], ours: [], posted: [], full: false, lost: false, cost: 0 },
    })),
    upto: 1,
    horizon: { waits: false, held: null },
    at: books.now,
  }),

  'read-accounts': (books, { figures }) => ({
    accounts: (figures as readonly object[]).map(() => ({
      refusal: { code: 'NOT_SIMULATED', sentence: notCarried['read-accounts'] },
    })),
    people: [],
    hub: USER.id,
    readAt: books.now.slice(0, 19),
  }),

  inspect: (books) => ({
    version: '19.0',
    company: 'The simulated plant',
    user: USER.login,
    keyIndex: true,
    procedures: [...DEPLOYED.values()].map(({ name, hash }) => ({ name, hash, found: hash })),
    decimals: 2,
    labour: books.centres.flatMap(({ code }) => (/^(?:.*-)?LABOUR$/.test(code) ? [code] : [])),
  }),
}

export function runProcedure(books: Books, action: number, payload: Payload): object {
  const name = DEPLOYED.get(action)?.name ?? ''
  const procedure = PROCEDURES[name] ?? refuse('ODOO_REFUSED', `The simulated Odoo has no procedure ${name}`)
  return procedure(books, payload)
}

/** Each order is answered by itself: one that is unknown never spoils its neighbours. */
const told = (books: Books, ids: readonly number[], answer: (order: Order) => object): readonly object[] =>
  ids.map((id) => {
    const order = books.orders.get(id)
    if (order) return { order: id, ...answer(order) }
    const sentence = `Odoo has no manufacturing order with id ${id}`
    return { order: id, refusal: { code: 'UNKNOWN_ORDER', sentence } }
  })

const Look = z.strictObject({
  since: z.string().transform((moment) => moment.replace(' ', 'T')),
  after: z.strictObject({ changed: z.string(), order: z.int() }).nullable(),
  known: z.record(z.string(), z.string()),
  limit: z.int(),
})

function releasedSince(books: Books, { since, after, known, limit }: z.output<typeof Look>): object {
  const begin = after ?? { changed: since, order: 0 }
  const unheard = [...books.orders.values()]
    .filter((order) => order.state !== 'draft' && known[order.id] !== order.changed)
    .filter(({ id, changed }) => changed > begin.changed || (changed === begin.changed && id > begin.order))
    .toSorted((one, other) =>
      one.changed === other.changed ? one.id - other.id : one.changed < other.changed ? -1 : 1,
    )
  const orders = unheard.slice(0, limit)
  const last = unheard.length > limit ? orders.at(-1)! : undefined
  return {
    orders: orders.map((order) => ({ order: order.id, facts: orderFacts(order) })),
    heard: Object.fromEntries(orders.map(({ id, changed }) => [id, changed])),
    next: last ? { changed: last.changed, order: last.id } : null,
    began: books.now,
  }
}
