import { afterAll, beforeAll, describe, it } from 'vitest'
import { Console } from './open-console.ts'
import { look, pages } from './states.ts'

let console_: Console

beforeAll(async () => {
  console_ = await Console.open()
}, 60_000)
afterAll(() => console_[Symbol.asyncDispose]())

describe.each(['empty', 'failed'] as const)('when the hub is %s', (kind) => {
  it.each(pages)('shows %s', (_, address, says) => look(console_, kind, address, says[kind]))
})

describe('at the door', () => {
  it.each([
    ['Sign in', '/sign-in', 'Name you sign in with'],
    ['Claim', '/claim#0123456789012345678901234567890123456789', 'Take your place'],
    ['half a link', '/claim', 'This link is not whole'],
    ['a link out of a mail', '/seen#0123456789012345678901234567890123456789', 'Do you see to this?'],
  ])('shows %s', (_, address, says) => look(console_, 'full', address, says, false))
})
