import type { HoldView, Retention as RetentionView } from '#api'
import { HoldRelease, HoldWish, Retention } from '../../src/api/retention/contract.ts'
import { plus, type StageClock } from './clock.ts'
import { problem, Refusal } from './problems.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

const day = 86_400

export const fullRetention = (clock: StageClock): RetentionView => ({
  kept: ['A', 'B'].flatMap((plant) => [
    { plant, content: 'events', keptFor: 3650 * day, sweptAt: plus(clock.now, -900) },
    { plant, content: 'records', keptFor: 90 * day, sweptAt: plus(clock.now, -900) },
    { plant, content: 'workings', keptFor: null, sweptAt: null },
  ]),
  erased: [
    {
      plant: 'A',
      content: 'records',
      keptFor: 90 * day,
      rules: 4,
      items: 1482,
      acts: 3,
      oldest: plus(clock.now, -91 * day),
      newest: plus(clock.now, -90 * day),
      at: plus(clock.now, -900),
    },
  ],
  holds: [
    {
      holdId: '019ab5c4-0000-7009-8000-000000000001',
      plant: 'A',
      about: { stream: 'production-order', key: 'odoo.42' },
      reason: 'Complaint 4711: cracked weld in the field',
      placedBy: 'vera',
      placedAt: plus(clock.now, -12 * day),
      released: null,
      mayRelease: true,
    },
  ],
  mayPlace: ['A', 'B'],
})

export const emptyRetention = (clock: StageClock): RetentionView => ({
  ...fullRetention(clock),
  kept: fullRetention(clock).kept.map((row) => ({ ...row, keptFor: null, sweptAt: null })),
  erased: [],
  holds: [],
})

export function retentionAnswer(world: World, id: string | undefined, { method, body }: Asked): RetentionView {
  if (method === 'POST') {
    const at = new Date().toISOString()
    if (id) release(world, id, HoldRelease.parse(body).reason, at)
    else place(world, HoldWish.parse(body), at)
  }
  return Retention.parse(world.retention)
}

function place(world: World, wish: ReturnType<typeof HoldWish.parse>, at: string): void {
  const key = wish.about?.key
  if (key && !world.orders.some(({ order }) => order.key === key))
    throw new Refusal(problem(409, 'NOT_FOUND', 'Not done', `Nothing about production-order/${key} was ever received.`))
  const hold: HoldView = {
    holdId: crypto.randomUUID(),
    plant: wish.plant,
    about: wish.about ?? null,
    reason: wish.reason,
    placedBy: world.session.login,
    placedAt: at,
    released: null,
    mayRelease: true,
  }
  world.retention = { ...world.retention, holds: [hold, ...world.retention.holds] }
}

function release(world: World, id: string, reason: string, at: string): void {
  world.retention = {
    ...world.retention,
    holds: world.retention.holds.map((hold) =>
      hold.holdId === id ? { ...hold, released: { by: world.session.login, at, reason }, mayRelease: false } : hold,
    ),
  }
}
