import { Command } from 'commander'
import { alertAcknowledge } from './alert-acknowledge.ts'
import { alertList } from './alert-list.ts'
import { alertTest } from './alert-test.ts'
import type { World } from './world.ts'

const json = ['--json', 'answer as JSON'] as const

export function alertCommand(world: World): Command {
  const alert = new Command('alert')
  alert
    .command('list')
    .description('alerts that are open, or those that are over')
    .option('--closed', 'those that are over')
    .option(...json)
    .action((options) => alertList(world, options))
  alert
    .command('acknowledge')
    .description('say that you have seen an alert and see to it: it does not go to the next one')
    .argument('<id>', 'id of the alert, or how it begins')
    .option('--note <text>', 'what is being done about it')
    .option(...json)
    .action((id, options) => alertAcknowledge(world, id, options))
  alert
    .command('test')
    .description('tell one recipient that nothing is wrong, by the way alerts go')
    .requiredOption('--plant <id>', 'plant of the recipient')
    .requiredOption('--to <recipient>', 'recipient, as the rules name it')
    .option(...json)
    .action((options) => alertTest(world, options))
  return alert.addHelpText(
    'after',
    `
Examples:
  millwright alert list
  millwright alert acknowledge 019ab5c4 --note "The MES is being restarted"
  millwright alert test --plant A --to shift-lead`,
  )
}
