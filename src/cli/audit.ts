import { Command } from 'commander'
import { auditVerify } from './audit-verify.ts'
import type { World } from './world.ts'

export const auditCommand = (world: World): Command => {
  const audit = new Command('audit')
  audit
    .command('verify')
    .description('recompute the whole audit trail and compare it with everything that was signed over it')
    .option('--checkpoints <folder>', 'signed checkpoints kept off the database (default: MILLWRIGHT_CHECKPOINTS)')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      `
Finds an edited, deleted, inserted or moved row, a tail that was cut off, and a log that was told anew.

Examples:
  millwright audit verify
  millwright audit verify --checkpoints /mnt/other-host/checkpoints --json

Exit codes:
  0  nothing was changed
  1  something was, or could not be proved; the findings say what and where
  3  the database is not there`,
    )
    .action((options) => auditVerify(world, options))
  return audit
}
