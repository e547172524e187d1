import { expect, it } from 'vitest'
import { RecordChanged } from '#model/erp-change'
import { spoken, undoing } from './spoken.ts'

const change = (over: object) =>
  RecordChanged.parse({
    object: 'operation',
    record: 'odoo.operation.17',
    label: 'WH/MO/00042, Cut',
    what: 'edited',
    group: 'production-order.actuals',
    fields: [{ field: 'good', before: '3', after: '5' }],
    by: { login: 'petra', name: 'Petra' },
    at: '2026-11-22T09:00:00.000Z',
    ...over,
  })

it.each([
  [{}, 'Petra changed the good quantity of operation WH/MO/00042, Cut in Odoo from 3 to 5.'],
  [
    { fields: [{ field: 'good', after: '5' }] },
    'Petra changed the good quantity of operation WH/MO/00042, Cut in Odoo to 5.',
  ],
  [
    { what: 'deleted', by: undefined, fields: [{ field: 'good', before: '3' }] },
    'Somebody deleted operation WH/MO/00042, Cut in Odoo; it had good quantity 3.',
  ],
  [
    {
      fields: [
        { field: 'good', before: '3', after: '5' },
        { field: 'plannedMinutes', before: '9' },
      ],
    },
    'Petra changed operation WH/MO/00042, Cut in Odoo: good quantity from 3 to 5, planned minutes from 9 to nothing.',
  ],
  [{ what: 'archived', object: 'item', label: 'STEEL' }, 'Petra archived item STEEL in Odoo.'],
])('EXC-10: says who changed what: %o', (over, sentence) => {
  expect(spoken(change(over))).toBe(sentence)
})

it('says what has to be done so that the owner’s value is there again', () => {
  expect(undoing(change({}))).toBe('Set the good quantity to 3 of operation WH/MO/00042, Cut in Odoo, then skip this.')
})
