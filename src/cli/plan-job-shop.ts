import { readFileSync, statSync } from 'node:fs'
import { type Begun, type JobShop, planJobShop as plan, readJobShop } from '#planning'
import { InvalidArgumentError } from 'commander'
import { Trouble } from '../local/trouble.ts'
import type { World } from './world.ts'

interface Options {
  readonly jobshop: string
  readonly seed: number
  readonly iterations?: number
  readonly seconds?: number
  readonly json?: boolean
}

/** Far more than a shop that can be planned takes. */
const MOST_BYTES = 16 * 1024 * 1024

/** How long it plans where nobody says. */
const SECONDS = 10

export async function planJobShop(world: World, options: Options): Promise<void> {
  const {
    jobshop: file,
    seed,
    iterations = Infinity,
    seconds = options.iterations === undefined ? SECONDS : Infinity,
  } = options
  const shop = shopIn(file === '-' ? await world.input() : textOf(file), file === '-' ? 'standard input' : file)
  const until = performance.now() + seconds * 1000
  const found = plan(shop, {
    seed,
    iterations,
    isLate: () => performance.now() >= until,
    tell: (makespan, steps) => {
      if (world.isWatched) world.say(`makespan ${makespan} after ${steps} iterations`)
    },
  })
  if (options.json) return world.print(JSON.stringify({ seed, ...found }, undefined, 2))
  world.print([`makespan ${found.makespan}`, ...found.operations.map(lineOf)].join('\n'))
  world.say(
    `${found.isLeast ? 'No plan can be shorter. ' : ''}The same again: --seed ${seed} --iterations ${found.iterations}`,
  )
}

const lineOf = ({ job, index, machine, start, end }: Begun): string => `${job} ${index} ${machine} ${start} ${end}`

function shopIn(text: string, file: string): JobShop {
  const read = readJobShop(text)
  if ('problem' in read)
    throw new InvalidArgumentError(`Line ${read.line} of ${file} cannot be planned: ${read.problem}.`)
  return read
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > MOST_BYTES)
      throw new InvalidArgumentError(`${file} is larger than 16 MB, which no job shop is; name another file.`)
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if (cause instanceof InvalidArgumentError) throw cause
    throw new Trouble('missing', `${file} cannot be read (${(cause as Error).message}); name a file with a job shop.`, {
      cause,
    })
  }
}
