import { type MesSettings, startMes } from './mes.ts'
import { settingsFrom, usage } from './options.ts'

/** Says in one line of JSON where it listens, then works until it is asked to end. */
async function main(settings: MesSettings): Promise<void> {
  const end = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort())
  await using mes = await startMes(settings)
  console.log(JSON.stringify({ webhooks: mes.webhooks, control: mes.control }))
  await mes.run(end.signal)
}

if (process.argv.includes('--help')) console.log(usage)
else
  try {
    await main(settingsFrom(process.argv.slice(2)))
  } catch (error) {
    console.error(`The MES simulator cannot start: ${(error as Error).message}. See --help.`)
    process.exitCode = 2
  }
