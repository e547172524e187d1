import { Command } from 'commander'
import { wirePreview } from './wire-preview.ts'
import type { World } from './world.ts'

export function wireCommand(world: World): Command {
  const wire = new Command('wire')
  wire
    .command('preview')
    .description('show what a field table makes of a record, row by row; no hub is needed and nothing is kept')
    .argument('<table>', 'name of a field table of the estate, or a file with one (….yaml)')
    .argument('<file>', 'one record as the system writes it; - is standard input')
    .option('--estate <folder>', 'folder with field-tables (default: MILLWRIGHT_ESTATE, else the demo’s)')
    .option('--plant <id>', 'plant of the system that speaks', 'A')
    .option('--system <id>', 'the system that speaks (default: the name of the table)')
    .option('--json', 'answer as JSON: version, kind, events with their rows, problems')
    .addHelpText(
      'after',
      `
Mend a table in the folder, look at it with a record that was not understood, then propose it: "millwright estate push".

Examples:
  millwright wire preview mes-a issue.json
  millwright wire preview ./field-tables/mes-a.yaml issue.json --json
  pbpaste | millwright wire preview mes-a -

Exit codes:
  0  the record becomes events, or the table says it means nothing
  1  there are problems; each is told with its place in the record
  2  the command was not understood, or the file holds no record
  3  there is no such table, or no such file`,
    )
    .action((table, file, options) => wirePreview(world, table, file, options))
  return wire
}
