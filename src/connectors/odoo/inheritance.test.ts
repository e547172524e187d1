import { describe, expect, it } from 'vitest'
import { inheriting, onlyWhatIsSpokenOf } from './inheritance.ts'

const older = `# Of the older one.

UNIT = 'kg'
# How much.
TABLE = [
    UNIT,
]


def weigh(thing):
    """In its unit."""

    return scale(thing)


def scale(thing):
    return TABLE
`

describe('a part of a procedure in a later version', () => {
  it('says anew what it says, in its place, and keeps the rest', () => {
    const newer = `# Of the newer one.


# Anew.
def weigh(thing):
    return thing.weight


def count(things):
    return len(things)
`
    expect(inheriting(older, newer)).toBe(`# Of the newer one.


UNIT = 'kg'


# How much.
TABLE = [
    UNIT,
]


# Anew.
def weigh(thing):
    return thing.weight


def scale(thing):
    return TABLE


def count(things):
    return len(things)`)
  })

  it('leaves out what nothing speaks of, also what only that spoke of', () => {
    expect(onlyWhatIsSpokenOf(older, ['x = TABLE'])).toBe(`# Of the older one.


UNIT = 'kg'


# How much.
TABLE = [
    UNIT,
]`)
    expect(onlyWhatIsSpokenOf(older, ['weigh(it)'])).toContain('def scale(thing)')
  })
})
