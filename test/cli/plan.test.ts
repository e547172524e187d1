import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { complaintsAbout } from '../planning/job-shop-checker.ts'
import { millwright } from '../support/command.ts'

const run = millwright({})
const shop = '3 2\n0 3 1 2\n1 4 0 1\n0 2 1 5\n'

it('a plan is printed as its makespan and a line for each operation', async () => {
  const { code, out, said } = await run(['plan', '--jobshop', '-', '--iterations', '50'], { input: shop })
  expect(code).toBe(0)
  expect(complaintsAbout(shop, out)).toEqual([])
  expect(said).toMatch(/--seed 1 --iterations \d+/)
})

it('the same is answered as JSON', async () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'millwright-plan-')), 'shop')
  writeFileSync(file, shop)
  const { out } = await run(['plan', '--jobshop', file, '--seconds', '0.1', '--seed', '7', '--json'])
  expect(JSON.parse(out)).toMatchObject({ seed: 7, makespan: 11, isLeast: true, operations: { length: 6 } })
})

it.each([
  [['--jobshop', '-'], 2, 'Line 3 of standard input cannot be planned: job 1 has 1 numbers instead of 2'],
  [['--jobshop', '/nowhere/shop'], 3, '/nowhere/shop cannot be read'],
  [['--jobshop', '/tmp'], 3, '/tmp cannot be read'],
  [['--jobshop', '-', '--seconds', 'ten'], 2, 'It must be a number from 0 to 86400.'],
  [['--jobshop', '-', '--iterations', '-1'], 2, 'It must be a whole number'],
  [[], 2, '--jobshop'],
])('%j is refused in one sentence', async (args, code, sentence) => {
  const outcome = await run(['plan', ...args], { input: '2 1\n0 1\n0' })
  expect(outcome).toMatchObject({ code, out: '', said: expect.stringContaining(sentence) as string })
})
