import { describe, expect, it } from 'vitest'
import { tellingWordOf, wordsOf } from './words.ts'

describe('words that somebody searches for', () => {
  it('are all to be found, unfinished ones as beginnings', () => {
    expect(wordsOf('WH/MO/000', true)).toBe("'WH':* & 'MO':* & '000':*")
    expect(wordsOf('Bracket A', false)).toBe("'Bracket' & 'A'")
    expect(wordsOf(' /-', true)).toBeNull()
  })

  it('are looked for by the one that fewest things are called: a number, else the longest', () => {
    expect(tellingWordOf('WH/MO/00042', true)).toBe("'00042':*")
    expect(tellingWordOf('odoo.7', true)).toBe("'7':*")
    expect(tellingWordOf('steel bracket A', false)).toBe("'bracket'")
    expect(tellingWordOf('10 brackets of 1200', true)).toBe("'1200':*")
    expect(tellingWordOf(' /-', true)).toBeNull()
  })
})
