import { Command, InvalidArgumentError, Option } from 'commander'
import { retentionCheck } from './retention-check.ts'
import { retentionHold, retentionHolds, retentionRelease } from './retention-holds.ts'
import { retentionShow } from './retention-show.ts'
import type { World } from './world.ts'

const json = () => new Option('--json', 'answer as JSON')

/** `production-order/odoo.42` names all that is about one thing. */
const about = (given: string): { readonly stream: string; readonly key: string } => {
  const [, stream, key] = /^([a-z-]{1,64})\/(.{1,128})$/.exec(given) ?? []
  if (!stream || !key) throw new InvalidArgumentError('must be like production-order/odoo.42')
  return { stream, key }
}

export function retentionCommand(world: World): Command {
  const retention = new Command('retention')
  retention
    .command('show', { isDefault: true })
    .description('what was erased, by which rule, and what is held')
    .addOption(json())
    .action((options) => retentionShow(world, options))
  retention
    .command('check')
    .description('whether what was erased is what its proofs say')
    .addOption(json())
    .action((options) => retentionCheck(world, options))
  retention
    .command('holds')
    .description('what must not be erased, whatever the rules say')
    .addOption(json())
    .action((options) => retentionHolds(world, options))
  retention
    .command('hold')
    .description('keep contents from being erased, of a plant or of all that is about one thing')
    .requiredOption('--plant <id>', 'plant whose contents are meant')
    .requiredOption('--reason <text>', 'why, for those who look at it in years')
    .option('--about <thing>', 'only what is about one thing, for example production-order/odoo.42', about)
    .addOption(json())
    .action((options) => retentionHold(world, options))
  retention
    .command('release')
    .description('end a hold: from then on the rule decides again')
    .argument('<id>', 'the hold, as "millwright retention holds" names it')
    .requiredOption('--reason <text>', 'why it may be erased now')
    .addOption(json())
    .action((id, options) => retentionRelease(world, id, options))
  return retention.addHelpText(
    'after',
    `
How long contents are kept is a rule of the plant: see "millwright estate diff".

Examples:
  millwright retention
  millwright retention hold --plant A --about production-order/odoo.42 --reason "complaint 4711"`,
  )
}
