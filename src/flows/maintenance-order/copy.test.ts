import { expect, it } from 'vitest'
import { MaintenanceOrder } from '#model/maintenance'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import { isToBeCopied, says } from './copy.ts'

const order = MaintenanceOrder.parse({
  ...{ id: 'cmms.7', label: 'WO000007', plant: 'A', state: 'approved', kind: 'preventive-time', asset: 'PRESS-1' },
  ...{ title: 'Grease', created: '2026-11-22T05:00:00.000Z', version: '1' },
})
const file = (mirror?: MaintenanceOrderFile['mirror']): MaintenanceOrderFile => ({
  ...{ order, origin: 'live' },
  ...(mirror ? { mirror } : {}),
})

it('SYS-03: an order is copied when it stands otherwise than its copy says, and not told again', () => {
  expect(isToBeCopied('A', 'approved', file())).toBe(true)
  const copied = file({ says: says('A', 'approved', file()) })
  expect(isToBeCopied('A', 'approved', copied)).toBe(false)
  expect(isToBeCopied('A', 'started', copied)).toBe(true)
  expect(isToBeCopied('A', 'approved', { ...copied, order: { ...order, asset: 'PRESS-2' as never } })).toBe(true)
  // Another version of its record that says nothing new is no news.
  expect(isToBeCopied('A', 'approved', { ...copied, order: { ...order, version: '2' } })).toBe(false)
})

it('SYS-03: what was called off before it was copied needs no copy, and one that was refused waits for somebody', () => {
  expect(isToBeCopied('A', 'cancelled', file())).toBe(false)
  expect(isToBeCopied('A', 'cancelled', file({ says: 'it is approved' }))).toBe(true)
  expect(isToBeCopied('A', 'started', file({ says: 'it is approved', refused: 'there is no such equipment' }))).toBe(
    false,
  )
})
