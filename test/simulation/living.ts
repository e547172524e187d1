import { simulate } from './world.ts'

/** One of several processes: lives the worlds it is given, and tells of each. */
process.on('message', (seeds: readonly number[]) => void live(seeds))

async function live(seeds: readonly number[]): Promise<void> {
  // A stack says where, and costs; a seed that is lived alone has it.
  Error.stackTraceLimit = seeds.length === 1 ? 20 : 0
  for (const seed of seeds) {
    const { coverage, ...told } = await simulate(seed)
    process.send!({ ...told, counts: coverage.counts })
  }
}
