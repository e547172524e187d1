import { expect, it } from 'vitest'
import { bestMakespanByRule, planJobShop, readJobShop } from '#planning'
import { literature, whyNoLiterature } from '../../bench/harness/literature.ts'
import { complaintsAbout } from './job-shop-checker.ts'

const instances = literature(process.env['MILLWRIGHT_SAMPLES'])
const iterations = process.env['MILLWRIGHT_FULL'] ? 200_000 : 5000

it.skipIf(instances.length === 0)(
  `plans of the literature’s job shops are within 5 % of the best known on the mean${instances.length > 0 ? '' : ` (not run: ${whyNoLiterature})`}`,
  () => {
    const gaps = instances.map(({ name, text, bestKnown }) => {
      const shop = readJobShop(text)
      if ('problem' in shop) throw new Error(shop.problem)
      const { makespan, operations } = planJobShop(shop, { seed: 1, iterations, isLate: () => false })
      const printed = [`makespan ${makespan}`, ...operations.map((one) => Object.values(one).join(' '))].join('\n')
      expect(complaintsAbout(text, printed), name).toEqual([])
      expect(makespan, name).toBeLessThanOrEqual(bestMakespanByRule(shop))
      expect(makespan, name).toBeGreaterThanOrEqual(bestKnown)
      return 100 * (makespan / bestKnown - 1)
    })
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(5)
  },
  600_000,
)
