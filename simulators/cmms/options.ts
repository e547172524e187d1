import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { type CmmsSettings, startCmms } from './cmms.ts'
import type { Dialect } from './dialect.ts'
import { faultsFrom } from './faults.ts'

const usage = (name: string) => `Stands in for a CMMS that speaks as ${name} does.

  node simulators/${name}/main.ts --port 8090 --seed 7

  --port N       where it listens (0: any)
  --seed N       what chance is made of (1)
  --calls-lan    its webhooks may go to this machine, which the real one refuses
  --faults LIST  what goes wrong from the start: noRetry, thinPayload, lateCommit=MS, staleRead=MS, dropWebhooks,
                 dupDelivery, reorder, pageDrift, 429=0.1, 500AfterCommit=0.1, sessionExpiry=N, clockSkew=MS, schemaDrift

GET /__journal shows what people see in it, POST /__drive has them do something, GET and POST /__faults are its switches.
`

function settingsFrom(args: readonly string[]): CmmsSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      'calls-lan': { type: 'boolean', default: false },
      faults: { type: 'string', default: '' },
    },
  })
  return {
    port: Number(values.port),
    seed: values.seed,
    callsLan: values['calls-lan'],
    faults: faultsFrom(values.faults),
  }
}

/** Says in one line of JSON where it listens, then works until it is asked to end. */
export async function play(dialect: Dialect, args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return console.log(usage(dialect.name))
  try {
    const end = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort())
    await using cmms = await startCmms(dialect, settingsFrom(args))
    console.log(JSON.stringify({ url: cmms.url }))
    await once(end.signal, 'abort')
  } catch (error) {
    console.error(`The simulated CMMS cannot start: ${(error as Error).message}. See --help.`)
    process.exitCode = 2
  }
}
