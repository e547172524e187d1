import { parseArgs } from 'node:util'
import { benchPostgres } from './harness/postgres.ts'
import { type Report, tableOf, yardstickText } from './harness/report.ts'
import type { AbsentRow, Row } from './harness/row.ts'
import { measureMachine } from './harness/yardstick.ts'
import { capacity } from './capacity.ts'
import { capture } from './capture.ts'
import { drain } from './drain.ts'
import { drainProfile } from './drain-profile.ts'
import { growth } from './growth.ts'
import { hands } from './hands.ts'
import { ingestBeside } from './ingest-beside.ts'
import { ingest } from './ingest.ts'
import { odooProfile } from './odoo-profile.ts'
import { odoo } from './odoo.ts'
import { outage } from './outage.ts'
import { planning } from './planning.ts'
import { replanning } from './replanning.ts'
import { recovery } from './recovery.ts'
import { signals } from './signals.ts'
import { soak } from './soak.ts'
import { storage } from './storage.ts'
import { surge } from './surge.ts'
import { windows } from './windows.ts'

/**
 * `npm run bench -- ingest ingest-beside drain drain-profile odoo odoo-profile capture growth outage recovery surge hands storage signals capacity planning replanning windows soak [--json] [--times 5] [--orders 40]
 * [--messages 1000000] [--waiting 50000] [--events 20000] [--backlog 100000] [--seconds 60]`: figures beside what they are compared with, on this machine, now.
 */
const subjects = {
  ingest,
  'ingest-beside': ingestBeside,
  drain,
  'drain-profile': drainProfile,
  odoo,
  'odoo-profile': odooProfile,
  capture,
  growth,
  outage,
  recovery,
  surge,
  hands,
  storage,
  signals,
  planning,
  replanning,
  windows,
  capacity,
  soak,
}
const options = {
  json: { type: 'boolean' },
  times: { type: 'string', default: '5' },
  orders: { type: 'string', default: '40' },
  messages: { type: 'string', default: '1000000' },
  waiting: { type: 'string', default: '50000' },
  events: { type: 'string', default: '20000' },
  backlog: { type: 'string', default: '100000' },
  seconds: { type: 'string', default: '60' },
} as const
const { values, positionals } = parseArgs({ allowPositionals: true, options })
const wished = positionals.length > 0 ? positionals : Object.keys(subjects)
const unknown = wished.filter((name) => !(name in subjects))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')} to bench; there are ${Object.keys(subjects).join(', ')}.`)
  process.exit(2)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const rows: Row[] = []
const absent: AbsentRow[] = []
const say = (sentence: string) => process.stderr.write(`[bench] ${sentence}\n`)
await using postgres = await benchPostgres()
const before = measureMachine(postgres.folder)
for (const name of wished) {
  say(`${name} …`)
  const tell = (row: Row) => {
    rows.push(row)
    say(`${row.name}: ratio ${row.ratio.median.toFixed(2)}`)
  }
  await subjects[name as keyof typeof subjects]({
    postgres,
    times: Number(values.times),
    orders: Number(values.orders),
    messages: Number(values.messages),
    waiting: Number(values.waiting),
    events: Number(values.events),
    backlog: Number(values.backlog),
    seconds: Number(values.seconds),
    tell,
    absent: (row) => void absent.push(row),
    say,
  })
}
const report: Report = { rows, absent, machine: [before, measureMachine(postgres.folder)] }
if (values.json) console.log(JSON.stringify(report, null, 2))
else console.log(`${tableOf(report)}\n${report.machine.map(yardstickText).join('\n')}`)
if (rows.some(({ met }) => met === false)) process.exitCode = 1
