import { Command, Option } from 'commander'
import { decimal, wholeNumber } from './parse.ts'
import { planJobShop } from './plan-job-shop.ts'
import type { World } from './world.ts'

export const planCommand = (world: World) =>
  new Command('plan')
    .requiredOption('--jobshop <file>', 'a job shop in the standard text format; - is standard input')
    .addOption(
      new Option('--seconds <number>', 'plan no longer than this (default: 10, with --iterations no limit)').argParser(
        decimal(0, 86_400),
      ),
    )
    .addOption(
      new Option('--iterations <number>', 'plan for so many steps of the search').argParser(wholeNumber(0, 1e12)),
    )
    .addOption(
      new Option('--seed <number>', 'what chance begins with').argParser(wholeNumber(0, 4_294_967_295)).default(1),
    )
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      `
The answer begins with "makespan N"; then each operation has a line of five whole numbers, counted from 0:
job, its operation, machine, start, end. The same file, seed and iterations give the same plan, on any machine.

The file: how many jobs and machines, then a line for each job with machine and duration of each operation, in their
order; what follows a # is a comment.

Examples:
  millwright plan --jobshop ft06 --seconds 2
  millwright plan --jobshop - --seed 7 --iterations 100000 < ft06`,
    )
    .action((options) => planJobShop(world, options))
