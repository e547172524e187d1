import { expect, it } from 'vitest'
import { anAccount } from '../../test/support/builders.ts'
import { explain } from '../why/explain.ts'
import type { Booking } from '#why'
import { told } from './why-told.ts'
import { Figure } from '#model/account'

const at = '2026-11-20T06:00:00.000Z'
const figure = Figure.parse({ order: 'odoo.42', figure: 'used', item: 'STEEL-2MM' })
const booking = {
  effect: 'e1',
  type: 'mfg.production.material.issued.v1',
  id: 'MI-7/1',
  occurredAt: '2026-11-20T05:58:00.000Z',
  receivedFrom: 'mes',
  rules: { version: 4, proposedBy: 'udo', approvedBy: 'eva' },
  fieldTable: { table: 'mes-a', hash: '5f0c21d9e4a7' },
  people: [],
} as unknown as Booking

it('an explanation is a line for each part, with its event, its rules and its field table', () => {
  const hand = { by: 'hub', name: 'Millwright', at } as const
  const { document } = anAccount()
  const entry = {
    ...{ document, amount: '60', at, made: hand, changed: hand, rule: null },
    effects: [{ effect: 'e1', at, was: null, left: '60', wasBy: null }],
    ...{ lot: null, place: null, quantity: null, price: null },
  }
  const account = anAccount({ value: '62', entries: [entry] })
  const explanation = explain(account, { bookings: new Map([['e1', booking]]), since: at })
  const text = told('WH/MO/00042', figure, { explanation, bookings: [booking] })
  expect(text).toContain('WH/MO/00042, used STEEL-2MM: 62 H87 in Odoo at')
  expect(text).toMatch(/^60 +60 +2026-11-20T05:58.* material.issued MI-7\/1 +mes +4 \(eva\) +mes-a 5f0c21d9/m)
  expect(text).toContain('NOT EXPLAINED: 2 H87')
})
