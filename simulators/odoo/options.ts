import { parseArgs } from 'node:util'
import { faultsFrom } from './faults.ts'
import type { OdooSettings } from './odoo.ts'

export const usage = `Stands in for an Odoo 19 that the hub posts to.

  node simulators/odoo/main.ts --port 8069 --seed 7

  --port N             where it speaks JSON-2 (0: any)
  --control N          where /truth, /ground, /faults and /state are (0: any)
  --seed N             what chance is made of (1)
  --database NAME      name of its database (simulated)
  --api-key KEY        key it accepts (simulated)
  --faults LIST        what goes wrong from the start, such as workers=2,callTakes=40,busy=0.1
`

export function settingsFrom(args: readonly string[]): OdooSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      control: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      database: { type: 'string', default: 'simulated' },
      'api-key': { type: 'string', default: 'simulated' },
      faults: { type: 'string', default: '' },
    },
  })
  return {
    port: Number(values.port),
    controlPort: Number(values.control),
    seed: values.seed,
    database: values.database,
    apiKey: values['api-key'],
    faults: faultsFrom(values.faults),
  }
}
