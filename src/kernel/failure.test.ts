import { expect, it } from 'vitest'
import { type Failure, Refused, Unanswered, Unavailable } from './failure.ts'

it.each([
  [Unavailable, 'Unavailable', 'none'],
  [Unanswered, 'Unanswered', 'unknown'],
  [Refused, 'Refused', 'none'],
] as const)('%o says by its class alone what became of the effect', (Class, name, effect) => {
  const cause = new Error('socket hang up')
  const failure: Failure = new Class('ODOO_AWAY', 'Odoo did not answer', { cause })
  expect(failure).toMatchObject({ name, effect, code: 'ODOO_AWAY', message: 'Odoo did not answer', cause })
})

it('a NUL in what another system said goes no further, for no database keeps it', () => {
  expect(new Refused('ODOO_REFUSED', 'lot \0A\0 is closed').message).toBe('lot A is closed')
})
