import { Command, Option } from 'commander'
import { withPerson } from './as-person.ts'
import { wholeNumber } from './parse.ts'
import { answerReplay, listReplays, previewReplay, showReplay, startReplay } from './replay-do.ts'
import type { World } from './world.ts'

const which = (command: Command): Command =>
  withPerson(
    command
      .requiredOption('--plant <id>', 'plant whose open exceptions are meant')
      .option('--id <id...>', 'only these exceptions')
      .option('--code <code>', 'only those of this cause, like UNKNOWN_ORDER')
      .option('--flow <name>', 'only those of this flow, like material-issue')
      .option('--since <moment>', 'only those that stopped from this moment on, like 2026-11-22T06:00:00Z')
      .option('--until <moment>', 'only those that stopped before this moment')
      .option('--recorded', 'foretell by what was recorded the last time, instead of asking the owners again'),
  )

const about = (command: Command): Command => withPerson(command.argument('<id>', 'of the replay'))
const why = ['--reason <text>', 'why, for whoever audits it'] as const

/** Having what stopped judged again, many at once, as at the console's Exceptions and Replays. */
export function replayCommand(world: World): Command {
  const replay = new Command('replay')
  which(replay.command('preview').description('what would become of stopped events; nothing is kept'))
    .addHelpText('after', '\nExample:\n  millwright replay preview --plant A --code UNKNOWN_ORDER --as eva')
    .action((options) => previewReplay(world, options))
  which(replay.command('start').description('have them judged again; more than 100 wait for a second name'))
    .requiredOption(...why)
    .addOption(new Option('--rate <number>', 'how many a minute').argParser(wholeNumber(1, 6000)).default(600))
    .addHelpText(
      'after',
      '\nExample:\n  millwright replay start --plant A --code UNKNOWN_ORDER --reason "the orders are there now" --as eva',
    )
    .action((options) => startReplay(world, options))
  withPerson(replay.command('list').description('replays, newest first')).action((options) =>
    listReplays(world, options),
  )
  about(replay.command('show').description('how far one is, and what came otherwise than foretold')).action(
    (id, options) => showReplay(world, id, options),
  )
  for (const [answer, does] of [
    ['approve', 'let one run that somebody else asked for; signed with the password'],
    ['reject', 'refuse one that somebody else asked for; signed with the password'],
    ['stop', 'end one between two events; what was judged stays'],
  ] as const)
    about(replay.command(answer).description(does))
      .requiredOption(...why)
      .action((id, options) => answerReplay(world, answer, id, options))
  return replay.addHelpText(
    'after',
    `
Examples:
  millwright replay preview --plant A --since 2026-11-22T06:00:00Z --recorded --as eva
  millwright replay list --as eva`,
  )
}
