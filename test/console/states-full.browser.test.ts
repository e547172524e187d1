import { afterAll, beforeAll, describe, it } from 'vitest'
import { Console } from './open-console.ts'
import { look, pages } from './states.ts'

let console_: Console

beforeAll(async () => {
  console_ = await Console.open()
}, 60_000)
afterAll(() => console_[Symbol.asyncDispose]())

describe('when much is going on', () => {
  it.each(pages)('shows %s', (_, address, says) => look(console_, 'full', address, says.full))
})
