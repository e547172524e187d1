import { once } from 'node:events'
import { startOdoo } from './odoo.ts'
import { settingsFrom, usage } from './options.ts'

/** Says in one line of JSON where it listens, then works until it is asked to end. */
async function main(args: readonly string[]): Promise<void> {
  const end = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort())
  await using odoo = await startOdoo(settingsFrom(args))
  console.log(JSON.stringify({ ...odoo.access, control: odoo.control }))
  await once(end.signal, 'abort')
}

if (process.argv.includes('--help')) console.log(usage)
else
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(`The simulated Odoo cannot start: ${(error as Error).message}. See --help.`)
    process.exitCode = 2
  }
