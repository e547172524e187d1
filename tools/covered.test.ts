import { expect, it } from 'vitest'
import { byFolder, percent, together } from './covered.ts'

const unit = {
  '/clone/src/kernel/csv.ts': { s: { 0: 3, 1: 0 }, b: { 0: [3, 0] } },
  '/clone/src/flows/undo/flow.ts': { s: { 0: 0 }, b: { 0: [0, 0, 0] } },
  '/clone/src/flows/holds.ts': { s: { 0: 1 }, b: {} },
}
const database = {
  '/clone/src/kernel/csv.ts': { s: { 0: 1, 1: 0 }, b: { 0: [0, 2] } },
  '/clone/src/flows/undo/flow.ts': { s: { 0: 4 }, b: { 0: [0, 4, 0] } },
}

it('what one suite leaves another may reach: counts of the same sources are added up, by folder of src', () => {
  expect(byFolder(together([unit, database]), '/clone/src')).toEqual([
    { folder: 'flows', files: 2, branches: { taken: 1, there: 3 }, statements: { taken: 2, there: 2 } },
    { folder: 'kernel', files: 1, branches: { taken: 2, there: 2 }, statements: { taken: 1, there: 2 } },
    { folder: 'all', files: 3, branches: { taken: 3, there: 5 }, statements: { taken: 3, there: 4 } },
  ])
})

it.each([
  [{ taken: 9999, there: 10_000 }, '99.9 %'],
  [{ taken: 5, there: 5 }, '100.0 %'],
  [{ taken: 0, there: 0 }, '100.0 %'],
  [{ taken: 0, there: 3 }, '0.0 %'],
])('%o is told as %s: all is said of nothing less', (share, text) => expect(percent(share)).toBe(text))
