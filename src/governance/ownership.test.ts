import { describe, expect, it } from 'vitest'
import { ownerOf } from './ownership.ts'

const matrix = [
  { group: 'production-order.actuals', plant: 'A', owner: 'mes' },
  { group: 'production-order.actuals', plant: 'A', owner: 'scanner', from: '2026-12-01T00:00:00.000Z' },
  { group: 'production-order.header', plant: 'A', owner: 'odoo' },
]

describe('SYNC-01: the system of record', () => {
  it('is declared per plant and group of fields', () => {
    expect(ownerOf(matrix, 'A', 'production-order.header', '2026-11-22T00:00:00.000Z')).toBe('odoo')
    expect(ownerOf(matrix, 'B', 'production-order.header', '2026-11-22T00:00:00.000Z')).toBeUndefined()
  })

  it('ends at its date, and nobody owns the fields then unless somebody else does', () => {
    const until = '2026-12-01T00:00:00.000Z'
    const loan = { group: 'production-order.header', plant: 'A', owner: 'aps', from: '2026-11-01T00:00:00.000Z', until }
    const owner = (all: typeof matrix, at: string) => ownerOf(all, 'A', 'production-order.header', at)
    expect(owner([...matrix, loan], '2026-11-30T23:59:59.999Z')).toBe('aps')
    expect(owner([...matrix, loan], until)).toBe('odoo')
    expect(owner([loan], until)).toBeUndefined()
  })

  it('moves at its date, without a time in which two own the same', () => {
    expect(ownerOf(matrix, 'A', 'production-order.actuals', '2026-11-30T23:59:59.999Z')).toBe('mes')
    expect(ownerOf(matrix, 'A', 'production-order.actuals', '2026-12-01T00:00:00.000Z')).toBe('scanner')
  })
})
