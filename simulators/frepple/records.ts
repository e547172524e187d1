import { z } from 'zod'

const Name = z.string().min(1).max(300)
const Stamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
const Amount = z.string().regex(/^\d+(\.\d+)?$/)
const source = { source: z.string().nullable().default(null) }

const Resource = z.object({ name: Name, available: z.string().nullable().default(null) })
const Location = z.object({ name: Name, ...source })
const Item = z.object({ name: Name, description: z.string().nullable().default(null), ...source })
const Operation = z.object({
  ...{ name: Name, item: Name, location: Name, type: z.literal('fixed_time'), ...source },
  duration: Amount.describe('Seconds'),
})
const OperationResource = z.object({
  ...{ operation: Name, resource: Name, quantity: Amount, priority: z.int(), ...source },
  name: Name.describe('Resources of one name can do it in the place of each other'),
})
const OperationDependency = z.object({ operation: Name, blockedby: Name, ...source })
const Demand = z.object({
  ...{ name: Name, item: Name, location: Name, quantity: Amount, priority: z.int(), due: Stamp, ...source },
  status: z.enum(['open', 'closed']),
})
const ManufacturingOrder = z.object({
  ...{ reference: Name, operation: Name, quantity: Amount, demand: Name, startdate: Stamp, enddate: Stamp, ...source },
  status: z.enum(['proposed', 'approved', 'confirmed', 'completed', 'closed']),
  resources: z.array(z.object({ resource: Name, quantity: Amount })).min(1),
})

type Row = Readonly<Record<string, unknown>>

/** What is kept of each kind: how it looks, by what it is found, and what it names of others. */
const kinds = {
  resource: { shape: Resource, key: ['name'], names: {} },
  location: { shape: Location, key: ['name'], names: {} },
  item: { shape: Item, key: ['name'], names: {} },
  operation: { shape: Operation, key: ['name'], names: { item: 'item', location: 'location' } },
  operationresource: {
    shape: OperationResource,
    key: ['operation', 'resource'],
    names: { operation: 'operation', resource: 'resource' },
  },
  operationdependency: {
    shape: OperationDependency,
    key: ['operation', 'blockedby'],
    names: { operation: 'operation', blockedby: 'operation' },
  },
  demand: { shape: Demand, key: ['name'], names: { item: 'item', location: 'location' } },
  manufacturingorder: {
    shape: ManufacturingOrder,
    key: ['reference'],
    names: { operation: 'operation', demand: 'demand' },
  },
} as const
export type Kind = keyof typeof kinds
export const isKind = (text: string): text is Kind => Object.hasOwn(kinds, text)

export type Records = ReturnType<typeof recordsOf>

/** The tables of frePPLe that take lists: a record that is known by its key is changed, another is added. */
export function recordsOf() {
  const tables = new Map<Kind, Map<string, Row>>()
  function table(kind: Kind): Map<string, Row> {
    const found = tables.get(kind) ?? new Map<string, Row>()
    tables.set(kind, found)
    return found
  }

  return {
    all: <Shape extends Kind>(kind: Shape) =>
      [...table(kind).values()] as unknown as readonly z.infer<(typeof kinds)[Shape]['shape']>[],

    /** What is wrong with the first that is, in which case none is taken. */
    keep(kind: Kind, rows: readonly Row[]): string | undefined {
      const { shape, key, names } = kinds[kind]
      const found = new Map<string, Row>()
      for (const row of rows) {
        const id = key.map((part) => String(row[part])).join(' ')
        const read = shape.safeParse({ ...table(kind).get(id), ...row })
        if (!read.success) return z.prettifyError(read.error)
        const missing = Object.entries(names).find(
          ([field, of]) => !table(of as Kind).has(String((read.data as Row)[field])),
        )
        if (missing) return `Invalid pk "${String((read.data as Row)[missing[0]])}" - object does not exist.`
        found.set(id, read.data)
      }
      for (const [id, row] of found) table(kind).set(id, row)
      return undefined
    },
  }
}
