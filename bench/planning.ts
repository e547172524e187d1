import { bestMakespanByRule, type JobShop, planJobShop, readJobShop } from '#planning'
import { familyOf, type Instance, literature, whyNoLiterature } from './harness/literature.ts'
import { rowOf } from './harness/row.ts'
import type { Wish } from './harness/wish.ts'

const SECONDS = 10
/** What a plan may be longer than the best known one, on the mean. */
const GOAL = 5

/**
 * Job shops of the literature, each planned for ten seconds on one core: by how much plans are longer than the best
 * that are known.
 */
export async function planning({ times, tell, absent, say }: Wish): Promise<void> {
  const instances = literature(process.env['MILLWRIGHT_SAMPLES'])
  if (instances.length === 0) return absent({ name: 'planning.jobshop-gap', why: whyNoLiterature })
  const [ours, byRule]: number[][] = [[], []]
  for (let seed = 1; seed <= times; seed++) {
    const gaps = instances.map((instance) => {
      const shop = shopOf(instance)
      const until = performance.now() + SECONDS * 1000
      const isLate = () => performance.now() >= until
      const { makespan, iterations } = planJobShop(shop, { seed, iterations: Infinity, isLate })
      const gap = gapOf(makespan, instance)
      say(`${instance.name}: ${makespan}, ${gap.toFixed(2)} % over ${instance.bestKnown}; ${iterations} iterations`)
      return { family: familyOf(instance), gap, rule: gapOf(bestMakespanByRule(shop), instance) }
    })
    for (const [family, those] of Map.groupBy(gaps, (one) => one.family))
      say(
        `${family}: ${mean(those.map(({ gap }) => gap)).toFixed(2)} %, by rule ${mean(those.map(({ rule }) => rule)).toFixed(1)} %`,
      )
    ours!.push(mean(gaps.map(({ gap }) => gap)))
    byRule!.push(mean(gaps.map(({ rule }) => rule)))
  }
  const unit = '% over best known'
  tell(rowOf({ name: 'planning.jobshop-gap', unit, against: 'the best of eight dispatch rules' }, ours!, byRule!))
  const goal = { atMost: 1 }
  tell(
    rowOf(
      { name: 'planning.jobshop-goal', unit, against: 'the goal', goal },
      ours!,
      ours!.map(() => GOAL),
    ),
  )
}

function shopOf({ name, text }: Instance): JobShop {
  const shop = readJobShop(text)
  if ('problem' in shop) throw new Error(`${name}, line ${shop.line}: ${shop.problem}`)
  return shop
}

const gapOf = (makespan: number, { bestKnown }: Instance): number => 100 * (makespan / bestKnown - 1)

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
