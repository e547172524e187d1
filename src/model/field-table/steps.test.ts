import { expect, it } from 'vitest'
import { stepsOf } from './steps.ts'
import { Row } from './table.ts'

it('a row tells its steps in the order in which they are done', () => {
  const row = Row.parse({
    to: 'data.serials',
    path: 'serials',
    default: 'none',
    split: { by: ';', part: '2' },
    each: true,
    case: 'upper',
    lookup: 'codes',
    as: 'boolean',
    when: [
      { path: 'a', present: false },
      { path: 'b', is: 'x' },
      { path: 'b', isNot: 'y' },
      { path: 'b', in: ['x', 'z'] },
      { path: 'c', moreThan: '0' },
    ],
  })
  expect(stepsOf(row)).toEqual([
    'when a is not there',
    'when b is "x"',
    'when b is not "y"',
    'when b is one of "x", "z"',
    'when c is more than 0',
    'default "none"',
    'split by ";", part 2',
    'each',
    'upper case',
    'lookup codes',
    'as boolean',
  ])
})
