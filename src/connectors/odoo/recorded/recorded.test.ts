import { describe, expect, it } from 'vitest'
import type { Calls } from '../calls.ts'
import { plainUses } from '../plain/uses.ts'
import { profileOf, profiles, type Use } from '../profile.ts'
import type { Book } from '../watched/book.ts'
import { fieldsIn, recordedOf, rightsIn } from './recorded.ts'

const isOdoos = (model: string): boolean => !model.startsWith('x_')

/** What is used of a model and is not in the record. */
function missingOf(version: number, uses: Readonly<Record<string, Use>>): readonly string[] {
  const recorded = recordedOf(version)!
  return Object.entries(uses)
    .filter(([model]) => isOdoos(model))
    .flatMap(([model, { fields, rights }]) => [
      ...fields.filter((field) => !fieldsIn(recorded, model).has(field)).map((field) => `${model}.${field}`),
      ...rights.filter((right) => !rightsIn(recorded, model).has(right)).map((right) => `${right} ${model}`),
    ])
}

function missingCalls(version: number, calls: Calls): readonly string[] {
  const { models } = recordedOf(version)!
  const named = Object.entries(calls).flatMap(([model, methods]) => methods.map((method) => [model, method] as const))
  return named.filter(([model, method]) => !(method in models[model]!.methods)).map((one) => one.join('.'))
}

/** Columns of the tables a book reads, by the letters it calls them by. */
function columnsOf({ model, where, near, joins, object, label, order, warehouse, fields }: Book) {
  const text = [where, near ?? '', joins, object, label, order, warehouse, ...fields.map(({ sql }) => sql)].join(' ')
  const models: Record<string, string> = { r: model, p: 'mrp.production', c: 'mrp.production', m: 'stock.move' }
  return [...text.matchAll(/\b([rpcm])\.(\w+)/g)].map(
    ([, table = '', column = '']) => [models[table]!, column] as const,
  )
}

describe.each(profiles.map(({ version }) => version))('what the connector uses of Odoo %i', (version) => {
  const { uses, calls, books } = profileOf(version)

  it('was there when a real one was looked at: fields, rights, methods', () => {
    expect(recordedOf(version)!.version).toMatch(new RegExp(`^${version}\\.`))
    expect(missingOf(version, uses)).toEqual([])
    expect(missingCalls(version, calls)).toEqual([])
  })

  it('was there of what is watched', () => {
    const recorded = recordedOf(version)!
    const columns = books.flatMap(columnsOf)
    expect(columns.length).toBeGreaterThan(40)
    expect(columns.filter(([model, column]) => !fieldsIn(recorded, model).has(column))).toEqual([])
  })
})

it('plain mode finds what it uses of Odoo 19', () => {
  const uses = Object.entries(plainUses(19)).filter(([model]) => model in recordedOf(19)!.models)
  expect(missingOf(19, Object.fromEntries(uses))).toEqual([])
})

it('a profile of another version is found out', () => {
  expect(missingOf(16, profileOf(17).uses)).toEqual(
    expect.arrayContaining(['stock.move.line.quantity', 'stock.move.picked', 'stock.scrap.move_ids']),
  )
  expect(missingOf(15, profileOf(16).uses)).toEqual(expect.arrayContaining(['stock.lot.name', 'read stock.lot']))
  expect(missingCalls(19, profileOf(18).calls)).toEqual(['stock.move._account_entry_move'])
})
