import type { Random } from '../simulation/random.ts'
import type { At } from './production-day.ts'
import type { Told } from './told.ts'

/** Maintenance that takes a machine from production for hours: planned, agreed to, begun and over. */
export function aWindow(nth: number, chance: Random, at: At): readonly Told[] {
  const window = `PM-${nth}`
  const start = chance.between(240, 900)
  const end = start + chance.between(150, 300)
  const [began, over] = [start + chance.between(0, 20), end + chance.between(-10, 20)]
  const whole = { version: 1, equipment: [`PRESS-${nth}`], start: at(start), end: at(end), title: 'Change seals' }
  const says = (when: number, what: string, data: object, more: Partial<Told> = {}): Told => ({
    ...{ at: when, by: 'cmms', type: `mfg.maintenance.window.${what}.v1`, data: { window, ...data }, about: window },
    ...more,
  })
  return [
    says(start - chance.between(200, 239), 'proposed', whole),
    says(start - chance.between(120, 180), 'approved', whole),
    says(began, 'started', {}, { expected: 'window-started', next: over }),
    // The press is planned to work again some time after it is to be there again.
    says(over, 'finished', {}, { expected: 'window-finished', next: end + chance.between(75, 120) }),
  ]
}

/** Work that takes no machine from production. */
export function aMaintenanceOrder(nth: number, chance: Random, at: At): readonly Told[] {
  const start = chance.between(310, 900)
  const end = start + chance.between(90, 180)
  const began = start + chance.between(0, 20)
  const over = began + Math.round((end - start) * (0.8 + 0.3 * chance.next()))
  const closed = Math.max(over, end) + chance.between(120, 200)
  const order = { ...orderOf(nth, 'preventive-time'), plannedStart: at(start), plannedEnd: at(end) }
  const created = { created: at(start - 300) }
  const started = { ...created, started: at(began) }
  const { says } = steps(order)
  return [
    says(start - 300, 'created', 'requested', created),
    says(start - chance.between(200, 280), 'approved', 'approved', created),
    says(start - chance.between(60, 120), 'scheduled', 'scheduled', created),
    says(began, 'started', 'started', started, { expected: 'work-started', next: over }),
    says(
      over,
      'completed',
      'completed',
      { ...started, completed: at(over) },
      { expected: 'work-completed', next: closed },
    ),
    says(closed, 'closed', 'closed', { ...started, completed: at(over) }),
  ]
}

/** A machine breaks: its control says so, the CMMS has it mended, and whoever works at it says that it goes on. */
export function aBreakdown(nth: number, chance: Random, at: At): readonly Told[] {
  const asset = `LATHE-${nth}`
  const failed = chance.between(30, 1080)
  const began = failed + chance.between(10, 20)
  const over = began + chance.between(60, 120)
  const order = { ...orderOf(5000 + nth, 'corrective-breakdown'), asset, failure: { mode: 'FTS' } }
  const created = { created: at(failed + 5) }
  const started = { ...created, started: at(began) }
  const { says } = steps(order)
  const ofAsset = { by: 'plc', type: 'mfg.maintenance.asset.failed.v1', data: { asset }, about: asset } as const
  return [
    { ...ofAsset, at: failed, expected: 'asset-failed', next: over },
    says(failed + 5, 'created', 'requested', created),
    says(failed + 6, 'approved', 'approved', created),
    says(began, 'started', 'started', started),
    says(over, 'completed', 'completed', { ...started, completed: at(over) }),
    { ...ofAsset, at: over + 2, by: 'mes', type: 'mfg.maintenance.downtime.ended.v1' },
  ]
}

const orderOf = (nth: number, kind: string) => ({
  ...{ id: `cmms.${nth}`, label: `WO${nth}`, plant: 'A', kind, title: 'Grease the bearings', version: '1' },
})

function steps(order: ReturnType<typeof orderOf>) {
  const { id } = order
  const says = (when: number, step: string, state: string, told: object, more: Partial<Told> = {}): Told => ({
    ...{ at: when, by: 'cmms', type: `mfg.maintenance.order.${step}.v1`, about: order.label, ...more },
    data: { order: id, told: { ...order, state, ...told } },
  })
  return { says }
}
