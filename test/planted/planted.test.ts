import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { plantedFaults } from './faults.ts'

it.each(plantedFaults)('the fault "$name" still has its place in the code', ({ file, from }) => {
  expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2)
})
