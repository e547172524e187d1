import { Command } from 'commander'
import { doctorAgainst } from './doctor-against.ts'
import { doctorCheck } from './doctor-check.ts'
import { doctorDeploy } from './doctor-deploy.ts'
import type { World } from './world.ts'

export interface DoctorOptions {
  readonly deploy?: boolean
  readonly undeploy?: boolean
  readonly forget?: boolean
  readonly yes?: boolean
  /** Address of another Odoo, to compare with. */
  readonly against?: string
  readonly database?: string
  readonly json?: boolean
}

export const doctorCommand = (world: World): Command =>
  new Command('doctor')
    .option('--deploy', 'put the hub’s procedures into Odoo; shows each body and its hash first')
    .option('--undeploy', 'take them out again; what they remember of booked effects stays')
    .option('--forget', 'with --undeploy: that too; afterwards a repeated event would be booked again')
    .option(
      '--against <url>',
      'what would change for the hub with that Odoo instead: fields, types, rights, procedures',
    )
    .option('--database <name>', 'with --against: its database; the same name where absent')
    .option('--yes', 'do not ask')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      `
Odoo is the one that ODOO_URL, ODOO_DB and ODOO_API_KEY name, else the one on this machine. Deploying needs an
administrator's API key, once: from ODOO_ADMIN_KEY, or asked for and not echoed. It is kept nowhere.

Examples:
  millwright doctor
  millwright doctor --json
  millwright doctor --deploy
  ODOO_AGAINST_KEY=… millwright doctor --against https://erp-19.example.com
  ODOO_ADMIN_KEY=… millwright doctor --deploy --yes

Exit codes:
  0  all is well; there may be advice
  1  something is wrong; each line says what to do
  3  what it should look at is not there`,
    )
    .action(async (options: DoctorOptions) => {
      const { against } = options
      if (against) await doctorAgainst(world, { ...options, against })
      else if (options.deploy || options.undeploy) await doctorDeploy(world, options)
      else await doctorCheck(world, options)
    })
