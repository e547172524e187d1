import { describe, expect, it } from 'vitest'
import { sheetOf } from './sheet.ts'

describe('a record as a sheet that Odoo loads', () => {
  it('names relations by record id and leaves what is unset to Odoo', () => {
    const { fields, data } = sheetOf('effect_1', {
      product_id: 7,
      product_uom: 1,
      res_id: 5,
      picked: true,
      lot_id: undefined,
      reference_ids: [3, 4],
      name: 'SP/00012',
    })
    expect(Object.fromEntries(fields.map((field, at) => [field, data[0]![at]]))).toEqual({
      id: 'effect_1',
      'product_id/.id': '7',
      'product_uom/.id': '1',
      res_id: '5',
      picked: '1',
      'reference_ids/.id': '3,4',
      name: 'SP/00012',
    })
  })

  it('gives each further line a row of its own, on which nothing else stands', () => {
    const { fields, data } = sheetOf('move', {
      product_id: 7,
      move_line_ids: [{ quantity: 2, lot_id: 11 }, { quantity: 1 }],
    })
    expect(fields).toEqual(['id', 'product_id/.id', 'move_line_ids/quantity', 'move_line_ids/lot_id/.id'])
    expect(data).toEqual([
      ['move', '7', '2', '11'],
      ['', '', '1', ''],
    ])
  })
})
