import { answer, settle } from './database/rulings.ts'
import type { SimulatedDatabase } from './database/database.ts'
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import type { Watch } from './watch.ts'

/** Somebody at the console, now and then: retries, skips, says yes or no. */
export function people(parts: {
  readonly scheduler: Scheduler
  readonly random: Random
  readonly faults: Faults
  readonly database: SimulatedDatabase
  readonly watch: Watch
  readonly until: number
}): void {
  const { scheduler, random, faults, database, watch, until } = parts
  if (!faults.isOn('people')) return
  const act = () => {
    const { exceptions, approvals } = database.tables
    const open = exceptions.filter((exception) => !exception.closedBy)
    if (open.length > 0 && random.chance(0.6)) {
      const how = random.chance(0.7) ? 'retried' : 'skipped'
      watch.ruled(how, settle(database.tables, scheduler.now, random.pick(open), how))
    } else if (approvals.length > 0) {
      const is = random.pick(['yes', 'no'] as const)
      watch.ruled(is, answer(database.tables, scheduler.now, random.pick(approvals), is))
    }
  }
  for (let times = random.between(5, 40); times > 0; times--)
    scheduler.after(random.between(0, 2 * until), 'somebody rules', act)
}
