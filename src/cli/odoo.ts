import { Command, InvalidArgumentError, Option } from 'commander'
import type { Version } from '../local/odoo/edition.ts'
import { usualVersion, versions } from '../local/odoo/editions/index.ts'
import { keep } from './odoo-keep.ts'
import { odooDown } from './odoo-down.ts'
import { odooSql } from './odoo-sql.ts'
import { odooStatus } from './odoo-status.ts'
import { odooUp } from './odoo-up.ts'
import type { World } from './world.ts'

const wholeNumber = (text: string): number => {
  if (/^\d{1,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number.')
}

const version = () =>
  new Option('--version <version>', 'which Odoo').choices(versions).default(usualVersion satisfies Version)

const json = () => new Option('--json', 'answer as JSON')

/** A real Odoo on this machine, for trying Millwright and for its tests. */
export function odooCommand(world: World): Command {
  const odoo = new Command('odoo')
  odoo
    .command('up')
    .description('fetch it (once), make its database (once), start it and leave it running')
    .option('--workers <number>', 'processes that answer requests; 0 is one process with threads', wholeNumber, 0)
    .option('--port <number>', 'where it listens on 127.0.0.1', wholeNumber)
    .addOption(version())
    .addOption(json())
    .addHelpText('after', '\nExamples:\n  millwright odoo up\n  millwright odoo up --version 14 --workers 2 --json')
    .action((options) => odooUp(world, options))
  odoo
    .command('down')
    .description('stop it; its data stays')
    .addOption(version())
    .addOption(json())
    .action((options) => odooDown(world, options))
  odoo
    .command('status')
    .description('say whether it runs and answers (exit code 0) or not (3)')
    .addOption(version())
    .addOption(json())
    .action((options) => odooStatus(world, options))
  odoo
    .command('sql')
    .description('ask its database; changes nothing unless told so')
    .argument('<query>', 'one SQL statement')
    .option('--write', 'let the statement change data')
    .option('--database <name>', 'another database than the one it serves')
    .addOption(version())
    .addOption(json())
    .addHelpText('after', `\nExample:\n  millwright odoo sql "select name, state from mrp_production limit 5"`)
    .action((query, options) => odooSql(world, query, options))
  odoo
    .command('keep', { hidden: true })
    .description('what `up` leaves running')
    .addOption(version())
    .requiredOption('--workers <number>', '', wholeNumber)
    .option('--port <number>', '', wholeNumber)
    .action((options) => keep(world, options))
  return odoo.addHelpText('after', '\nExamples:\n  millwright odoo up\n  millwright odoo down')
}
