import type { Rules } from '#governance/rules/document'
import type { Database } from '#kernel/sql'
import { statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { judgeAlerts } from './judge.ts'
import { change, type LedgerParts, raise, settle, toldLately, unsettled, write } from './ledger.ts'
import { breakdownCauses } from './looks/breakdowns.ts'
import { exceptionCauses } from './looks/exceptions.ts'
import { maintenanceCauses } from './looks/maintenance.ts'
import { reachCauses } from './looks/reach.ts'
import { type Scene, zoneOf } from './looks/scene.ts'
import { processCauses, systemCauses, targetCauses } from './looks/systems.ts'
import { waitingCauses } from './looks/waiting.ts'
import { planNotices, settledOf } from './plan.ts'
import { noticeFrom } from './say.ts'

const takeTurn = statementsIn(import.meta.url)('take-turn')

export interface TurnParts extends Pick<Scene, 'plants' | 'systems' | 'flows'> {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly rules: () => Rules
  /** Where people reach the console. */
  readonly console: () => string
}

/** One look at everything that may be wrong, what becomes of the alerts by it, and whom it is told to: in one transaction. */
export const lookAround = (parts: TurnParts): Promise<void> =>
  parts.database.transaction(async (sql) => {
    const { home, ids, plants, systems, flows } = parts
    const [{ mine }] = (await sql.all<{ mine: boolean }>(takeTurn, [home])) as [{ mine: boolean }]
    if (!mine) return
    const now = parts.now()
    const scene: Scene = { sql, home, now, rules: parts.rules(), plants, systems, flows }
    const ledger: LedgerParts = { sql, home, ids, now }
    const causes = [
      ...(await breakdownCauses(scene)),
      ...(await exceptionCauses(scene)),
      ...(await waitingCauses(scene)),
      ...(await systemCauses(scene)),
      ...(await targetCauses(scene)),
      ...(await processCauses(scene)),
      ...(await reachCauses(scene)),
      ...(await maintenanceCauses(scene)),
    ]
    const { raised, changed, standing } = judgeAlerts(causes, await unsettled(ledger), now)
    await change(ledger, changed)
    const alerts = [...standing, ...(await raise(ledger, raised))]
    const { alerting } = scene.rules
    const planned = planNotices(alerts, {
      alerting,
      zoneOf: (plant) => zoneOf(scene, plant),
      told: await toldLately(ledger),
      now,
    })
    const nameOf = (plant: string) => plants.find(({ id }) => id === plant)?.name ?? plant
    await write(
      ledger,
      planned.map((one) => ({
        ...one,
        notice: noticeFrom(ids(), one, { plantName: nameOf(one.recipient.plant), console: parts.console(), now }),
      })),
    )
    const toldNow = new Set(planned.flatMap(({ entries }) => entries.map(({ alert }) => alert.alertId)))
    await settle(
      ledger,
      settledOf(alerts, alerting).filter(({ alertId }) => !toldNow.has(alertId)),
    )
  })
