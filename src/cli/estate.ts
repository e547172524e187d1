import { Command } from 'commander'
import { estateApply } from './estate-apply.ts'
import { estateBundle } from './estate-bundle.ts'
import { estateDiff } from './estate-diff.ts'
import { estatePull } from './estate-pull.ts'
import { estatePush } from './estate-push.ts'
import type { World } from './world.ts'

const folder = ['--estate <folder>', 'folder with estate.yaml (default: MILLWRIGHT_ESTATE)'] as const

export function estateCommand(world: World): Command {
  const estate = new Command('estate')
  estate
    .command('diff')
    .description('what the folder says otherwise than the rules in force')
    .option(...folder)
    .option('--json', 'answer as JSON')
    .addHelpText('after', '\nExit codes:\n  0  they say the same\n  1  they differ; each difference is told')
    .action((options) => estateDiff(world, options))
  estate
    .command('pull')
    .description('write the rules in force into the folder: rules.yaml and field-tables')
    .option(...folder)
    .action((options) => estatePull(world, options))
  estate
    .command('push')
    .description('propose what the folder says; it holds once somebody else has approved it in the console')
    .option(...folder)
    .requiredOption('--reason <text>', 'why, for whoever approves it')
    .option('--from <moment>', 'from when it is to hold, like 2026-12-01T06:00:00Z (default: at once)')
    .option('--json', 'answer as JSON')
    .action((options) => estatePush(world, options))
  estate
    .command('bundle')
    .description('write the rules in force into a signed file, for another hub')
    .option(...folder)
    .requiredOption('--key <file>', 'private Ed25519 key that signs it')
    .requiredOption('--out <file>', 'where it is written to')
    .action((options) => estateBundle(world, options))
  estate
    .command('apply')
    .description('propose what a signed file of another hub says; its signer must be named in the estate')
    .argument('<file>', 'a file that "millwright estate bundle" has written')
    .option(...folder)
    .option('--json', 'answer as JSON')
    .action((file, options) => estateApply(world, file, options))
  return estate.addHelpText(
    'after',
    `
The folder keeps well in git: one commit for each version that was agreed on.

Examples:
  millwright estate diff
  millwright estate pull --estate /etc/millwright
  millwright estate push --reason "Plant A tolerates 10 % more, agreed on 3 December"
  millwright estate bundle --key release.pem --out rules.json
  millwright estate apply rules.json`,
  )
}
