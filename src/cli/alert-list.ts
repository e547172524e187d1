import { onAlerts } from './alerts-here.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

export async function alertList(
  world: World,
  { closed = false, json }: { readonly closed?: boolean; readonly json?: boolean },
): Promise<void> {
  const alerts = await onAlerts(world, (book) => book.list(null, closed ? 'closed' : 'open'))
  if (json) return world.print(JSON.stringify(alerts, undefined, 2))
  if (alerts.length === 0) return world.print(closed ? 'No alert is over yet.' : 'Nothing is wrong.')
  world.print(
    table(
      alerts.map((alert) => ({
        id: alert.alert_id,
        plant: alert.plant,
        severity: alert.severity,
        since: alert.opened_at.slice(0, 16),
        'seen by': alert.acknowledged_by ?? '–',
        told: [...new Set(alert.told.map(({ recipient }) => recipient))].join(', ') || 'nobody',
        what: alert.sentence,
      })),
    ),
  )
}
