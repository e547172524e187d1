import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JobShop, planJobShop, readJobShop } from '#planning'
import { chanceOf } from '../../src/planning/chance.ts'
import { begunBy } from '../../src/planning/job-shop/begun.ts'
import { between } from '../../src/planning/job-shop/between.ts'
import { dispatch } from '../../src/planning/job-shop/dispatch.ts'
import { rules } from '../../src/planning/job-shop/rules.ts'
import { leastMakespan } from '../../src/planning/job-shop/shop.ts'
import { complaintsAbout } from './job-shop-checker.ts'
import { jobShopText, jobsIn, textOf } from './random-job-shop.ts'

const shopIn = (text: string): JobShop => {
  const shop = readJobShop(text)
  if ('problem' in shop) throw new Error(shop.problem)
  return shop
}

const planned = (text: string, iterations: number, seed = 1) =>
  planJobShop(shopIn(text), { seed, iterations, isLate: () => false })

type Plan = ReturnType<typeof planned>

const printed = ({ makespan, operations }: Pick<Plan, 'makespan' | 'operations'>): string =>
  [`makespan ${makespan}`, ...operations.map((one) => Object.values(one).join(' '))].join('\n')

/** The shortest of all plans, by trying every one. */
function shortest(text: string): number {
  const jobs = jobsIn(text)
  const longest = (next: readonly number[], ready: readonly number[], free: readonly number[]): number =>
    next.every((nth, job) => nth === jobs[job]!.length)
      ? Math.max(...ready)
      : Math.min(
          ...next.map((nth, job) => {
            const [machine, duration] = jobs[job]![nth] ?? []
            if (machine === undefined) return Infinity
            const end = Math.max(ready[job]!, free[machine]!) + duration!
            return longest(next.with(job, nth + 1), ready.with(job, end), free.with(machine, end))
          }),
        )
  const zeros = jobs.map(() => 0)
  return longest(
    zeros,
    zeros,
    jobs[0]!.map(() => 0),
  )
}

describe('a plan for a job shop', () => {
  it('can be carried out, is no longer than that of any dispatch rule, and no shorter than can be', () => {
    fc.assert(
      fc.property(jobShopText(), fc.nat(), (text, seed) => {
        const plan = planned(text, 200, seed)
        expect(complaintsAbout(text, printed(plan))).toEqual([])
        const shop = shopIn(text)
        for (const [name, rule] of Object.entries(rules)) {
          const operations = begunBy(shop, dispatch(shop, rule(shop)))
          const makespan = Math.max(...operations.map(({ end }) => end))
          expect(complaintsAbout(text, printed({ makespan, operations })), name).toEqual([])
          expect(plan.makespan, name).toBeLessThanOrEqual(makespan)
        }
        expect(plan.makespan).toBeGreaterThanOrEqual(leastMakespan(shop))
        expect(plan.isLeast).toBe(plan.makespan === leastMakespan(shop))
      }),
    )
  })

  it('is the shortest there is where every plan can be tried', () => {
    fc.assert(
      fc.property(jobShopText({ jobs: 3, machines: 3 }), (text) => {
        expect(planned(text, 1000).makespan).toBe(shortest(text))
      }),
      { numRuns: 60 },
    )
  })

  it('may lead a job over one machine more than once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.tuple(fc.nat(3), fc.nat(9)), { minLength: 4, maxLength: 4 }), {
          minLength: 2,
          maxLength: 7,
        }),
        (jobs) => {
          const text = textOf(jobs)
          expect(complaintsAbout(text, printed(planned(text, 200)))).toEqual([])
        },
      ),
    )
  })

  it('is the same for the same seed and iterations, also when time ended the search', () => {
    fc.assert(
      fc.property(jobShopText(), fc.nat(), fc.nat(40), (text, seed, turns) => {
        let asked = 0
        const cut = planJobShop(shopIn(text), { seed, iterations: Infinity, isLate: () => asked++ >= turns })
        expect(planned(text, cut.iterations, seed)).toEqual(cut)
      }),
      { numRuns: 50 },
    )
  })

  it('scales with its durations, and names of machines and jobs change nothing of what can be reached', () => {
    fc.assert(
      fc.property(jobShopText({ jobs: 3, machines: 3 }), fc.integer({ min: 2, max: 1e9 }), (text, times) => {
        const jobs = jobsIn(text)
        const scaled = textOf(jobs.map((steps) => steps.map(([machine, duration]) => [machine!, duration! * times])))
        expect(planned(scaled, 500).makespan).toBe(planned(text, 500).makespan * times)
        const last = jobs[0]!.length - 1
        const renamed = textOf(
          jobs.toReversed().map((steps) => steps.map(([machine, duration]) => [last - machine!, duration!])),
        )
        expect(planned(renamed, 1000).makespan).toBe(planned(text, 1000).makespan)
      }),
      { numRuns: 40 },
    )
  })

  it('that lies between two others can be carried out too, and does in their order what both do in the same order', () => {
    // Half way, two operations that changed places stand at the same one.
    const fraction = fc.oneof(fc.constant(0.5), fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(jobShopText(), fc.nat(), fraction, (text, seed, share) => {
        const shop = shopIn(text)
        const chance = chanceOf(seed)
        const [one, other] = [dispatch(shop, () => chance()), dispatch(shop, () => chance())]
        const middle = between(one, other, share)
        const operations = begunBy(shop, middle)
        expect(
          complaintsAbout(text, printed({ makespan: Math.max(...operations.map(({ end }) => end)), operations })),
        ).toEqual([])
        const [stands, before, after] = [middle, one, other].map((order) =>
          Array.from(order, (_, id) => order.indexOf(id)),
        )
        for (const first of middle)
          for (const second of middle)
            if (before![first]! < before![second]! && after![first]! < after![second]!)
              expect(stands![first]).toBeLessThan(stands![second]!)
        expect([between(one, other, 0), between(one, other, 1)]).toEqual([one, other])
      }),
      { numRuns: 30 },
    )
  })

  it('is looked for from plans by chance and from those between good ones: more steps never make it longer', () => {
    // No plan of this shop is as short as the bound says, so the search goes on to the end.
    const chance = chanceOf(3)
    const jobs = Array.from({ length: 8 }, () =>
      [0, 1, 2, 3].map((machine) => [machine, chance()] as const).toSorted(([, one], [, other]) => one - other),
    )
    const text = textOf(jobs.map((steps) => steps.map(([machine]) => [machine, 1 + Math.floor(30 * chance())])))
    const lengths = [1, 9000, 25_000].map((steps) => planned(text, steps).makespan)
    expect(lengths).toEqual(lengths.toSorted((less, more) => more - less))
  })

  it('tells of each shorter one while it is looked for', () => {
    const told: number[] = []
    const text = textOf(
      Array.from({ length: 8 }, (_, job) =>
        [0, 1, 2, 3, 4].map((nth) => [(nth * (job + 1)) % 5, 3 + ((job * 7 + nth * 5) % 11)]),
      ),
    )
    const { makespan } = planJobShop(shopIn(text), {
      seed: 1,
      iterations: 5000,
      isLate: () => false,
      tell: (one) => void told.push(one),
    })
    expect(told.length).toBeGreaterThan(1)
    expect(told).toEqual(told.toSorted((one, other) => other - one))
    expect(told.at(-1)).toBe(makespan)
  })
})

const shop = '2 2\n0 3 1 2\n1 4 0 1'

it.each([
  ['an operation that is missing', 'makespan 6\n0 0 0 0 3\n0 1 1 4 6\n1 0 1 0 4', 'missing: 1 1'],
  ['an operation twice', 'makespan 6\n0 0 0 0 3\n0 1 1 4 6\n1 0 1 0 4\n1 1 0 4 5\n1 1 0 5 6', 'twice: 1 1 0 5 6'],
  ['another machine', 'makespan 6\n0 0 0 0 3\n0 1 1 4 6\n1 0 1 0 4\n1 1 1 6 7', 'another machine: 1 1 1 6 7'],
  ['another duration', 'makespan 6\n0 0 0 0 2\n0 1 1 4 6\n1 0 1 0 4\n1 1 0 4 5', 'another duration: 0 0 0 0 2'],
  ['two at once', 'makespan 5\n0 0 0 0 3\n0 1 1 3 5\n1 0 1 0 4\n1 1 0 4 5', 'two at once on machine 1 at 3'],
  ['an order of its own', 'makespan 6\n0 0 0 1 4\n0 1 1 4 6\n1 0 1 0 4\n1 1 0 0 1', 'before the one before it: 1 1'],
  ['another makespan', 'makespan 5\n0 0 0 0 3\n0 1 1 4 6\n1 0 1 0 4\n1 1 0 4 5', 'it says "makespan 5", and ends at 6'],
])('the checker sees %s', (_what, plan, complaint) => {
  expect(complaintsAbout(shop, plan)).toContain(complaint)
})

it('the checker has nothing against a plan that is right', () => {
  expect(complaintsAbout(shop, 'makespan 6\n0 0 0 0 3\n0 1 1 4 6\n1 0 1 0 4\n1 1 0 4 5')).toEqual([])
})
