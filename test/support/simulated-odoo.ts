import { randomUUID } from 'node:crypto'
import { type SimulatedOdoo, startOdoo } from '../../simulators/odoo/odoo.ts'
import { odoo } from '../../src/connectors/odoo/index.ts'
import type { Bench, Books, Look } from '../contracts/production-ledger.ts'

/** The ground of the contract suite in a simulated Odoo: frames of 2 steel, cut at 10, and 1 paint, welded at 20. */
export function simulatedBench(simulated: SimulatedOdoo): Books['bench'] {
  return async ({
    tracking = 'none',
    ordered = 100,
    byproduct = false,
    draft = false,
    spare = false,
    rival,
    expires,
  } = {}) => {
    const tag = randomUUID().slice(0, 8)
    const codes = { steel: `steel-${tag}`, paint: `paint-${tag}`, frame: `frame-${tag}` }
    const chips = byproduct ? `chips-${tag}` : undefined
    const other = spare ? `spare-${tag}` : undefined
    const laid = simulated.layOut({
      items: [
        { code: codes.steel, cost: 2, stock: [{ quantity: 1000 }] },
        {
          code: codes.paint,
          cost: 3,
          tracking: 'lot',
          stock: [{ quantity: 1000, lot: 'LB', ...(expires ? { expires } : {}) }],
        },
        { code: codes.frame, tracking },
        ...(chips ? [{ code: chips, unit: 'uom.product_uom_kgm' }] : []),
        ...(other ? [{ code: other, cost: 4, stock: [{ quantity: 1000 }] }] : []),
      ],
      centres: [
        { code: 'saw', rate: 60 },
        { code: 'LABOUR', rate: 30 },
      ],
      orders: [ordered, ...(rival ? [rival] : [])].map((quantity) => ({
        item: codes.frame,
        quantity,
        draft,
        components: [
          { item: codes.steel, each: 2, operation: 10 },
          { item: codes.paint, each: 1, operation: 20 },
        ],
        byproducts: chips ? [{ item: chips, each: 0.08, share: 5 }] : [],
        operations: [
          { number: 10, name: 'Cut', centre: 'saw', minutes: 1 },
          { number: 20, name: 'Weld', centre: 'saw', minutes: 2 },
        ],
      })),
    })
    if (laid instanceof Error) throw laid
    return { order: `odoo.${laid[0]}`, ...codes, ...(chips ? { chips } : {}), ...(other ? { spare: other } : {}) }
  }
}

/** What is in its books, asked over its control port as any judge does. */
export function lookIntoSimulated({ control }: SimulatedOdoo): Books['look'] {
  return async ({ order, steel, paint, frame, spare }: Bench) => {
    const asked = async (path: string): Promise<unknown> => (await fetch(`${control}/truth${path}`)).json()
    const truth = (await asked(`/orders/${order.slice('odoo.'.length)}`)) as Look
    const { stock } = (await asked('')) as { readonly stock: Look['onHand'] }
    const items = [steel, paint, ...(spare ? [spare] : [])]
    const nothing = { net: 0, documents: 0, value: 0 }
    return {
      ...truth,
      used: Object.fromEntries(items.map((item) => [item, truth.used[item] ?? nothing])),
      onHand: Object.fromEntries([...items, frame].map((item) => [item, stock[item]!])),
    }
  }
}

/** A simulated Odoo as a keeper of the port: reached over its socket by the connector, as the hub reaches a real one. */
export async function simulatedBooks(): Promise<
  { readonly books: Books; readonly simulated: SimulatedOdoo } & AsyncDisposable
> {
  await using starting = new AsyncDisposableStack()
  const simulated = starting.use(await startOdoo())
  const connector = odoo.connect(odoo.settings.parse({ ...simulated.access, plant: 'P1' }))
  starting.defer(() => connector.close())
  const started = starting.move()
  return {
    simulated,
    books: {
      keeper: connector.provides[0]!,
      sharesCost: true,
      keepsDates: true,
      oneOf: process.env['MILLWRIGHT_FULL'] ? 1 : 6,
      bench: simulatedBench(simulated),
      look: lookIntoSimulated(simulated),
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}
