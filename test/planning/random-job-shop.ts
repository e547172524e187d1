import fc from 'fast-check'

/** Text of a job shop in which each job goes once over each machine, in an order of its own. */
export const jobShopText = (most = { jobs: 8, machines: 6 }): fc.Arbitrary<string> =>
  fc
    .record({ jobs: fc.integer({ min: 1, max: most.jobs }), machines: fc.integer({ min: 1, max: most.machines }) })
    .chain(({ jobs, machines }) =>
      fc.array(
        fc.tuple(
          fc.shuffledSubarray([...Array(machines).keys()], { minLength: machines }),
          fc.array(fc.integer({ min: 0, max: 20 }), { minLength: machines, maxLength: machines }),
        ),
        { minLength: jobs, maxLength: jobs },
      ),
    )
    .map((jobs) =>
      textOf(jobs.map(([machines, durations]) => machines.map((machine, nth) => [machine, durations[nth]!]))),
    )

export const textOf = (jobs: readonly (readonly (readonly number[])[])[]): string =>
  [`${jobs.length} ${jobs[0]!.length}`, ...jobs.map((steps) => steps.flat().join(' '))].join('\n')

/** The other way about, for tests that exchange or scale parts. */
export const jobsIn = (text: string): number[][][] =>
  text
    .split('\n')
    .slice(1)
    .map((line) => {
      const numbers = line.split(' ').map(Number)
      return Array.from({ length: numbers.length / 2 }, (_, nth) => numbers.slice(2 * nth, 2 * nth + 2))
    })
