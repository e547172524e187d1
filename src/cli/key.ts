import { Command, Option } from 'commander'
import { keyCreate } from './key-create.ts'
import { keyList } from './key-list.ts'
import { keyRevoke } from './key-revoke.ts'
import { wholeNumber } from './parse.ts'
import type { World } from './world.ts'

const json = () => new Option('--json', 'answer as JSON')

export function keyCommand(world: World): Command {
  const key = new Command('key')
  key
    .command('create')
    .description('make a key for one system of one plant; it is shown once and kept nowhere')
    .requiredOption('--plant <id>', 'plant the system belongs to')
    .requiredOption('--system <id>', 'system that will speak with it')
    .option('--types <list>', 'event types it may send, separated by commas', '*')
    .option('--work-centre <name...>', 'make it the key of a device on the shop floor, at these work centres only')
    .addOption(new Option('--days <number>', 'how long it is valid').argParser(wholeNumber(1, 3650)).default(365))
    .option('--note <text>', 'what it is for')
    .addOption(json())
    .addHelpText(
      'after',
      `
Examples:
  millwright key create --plant A --system mes
  millwright key create --plant A --system scanner --types mfg.production.output.received.v1 --days 90 --note "line 3"
  millwright key create --plant A --system shop-floor --work-centre "Press brake 1" --note "tablet 4"`,
    )
    .action((options) => keyCreate(world, options))
  key
    .command('list')
    .description('all keys, with what they may and until when')
    .addOption(json())
    .action((options) => keyList(world, options))
  key
    .command('revoke')
    .description('end a key; every hub refuses it within five seconds')
    .argument('<id>', 'public part of the key: mwk_<id>_…')
    .addOption(json())
    .addHelpText('after', '\nExample:\n  millwright key revoke 3f9a1c20b7de')
    .action((id, options) => keyRevoke(world, id, options))
  return key.addHelpText('after', '\nExamples:\n  millwright key create --plant A --system mes\n  millwright key list')
}
