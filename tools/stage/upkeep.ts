import type { DueWork, PlanView } from '#api'
import { DueWorkList, DueWorkWish, PlanDrop, PlanWish, UpkeepList } from '../../src/api/upkeep/contract.ts'
import { WindowAnswer } from '../../src/api/windows/contract.ts'
import { type StageClock, uuid } from './clock.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

const day = 24 * 60

export function fullUpkeep(clock: StageClock): {
  readonly plans: readonly PlanView[]
  readonly due: readonly DueWork[]
} {
  const morning = Math.ceil(Date.parse(clock.now) / 86_400_000) * 86_400_000 + 5 * 3_600_000
  const at = (days: number, hours: number) => new Date(morning + (days * 24 + hours) * 3_600_000).toISOString()
  const plan = (
    own: Pick<PlanView['plan'], 'plan' | 'asset' | 'title' | 'every' | 'hours'>,
    more: Pick<PlanView, 'assetName' | 'workCentre'> & { readonly due: Partial<PlanView['due']> },
  ): PlanView => {
    const since = clock.ago(80 * day)
    return {
      ...{ plant: 'A', assetName: more.assetName, workCentre: more.workCentre },
      plan: { ...own, ahead: 14, onShift: true, doneAt: since },
      due: { since, at: null, isOverdue: false, left: null, window: `${own.plan}.1`, planned: null, ...more.due },
    }
  }
  const press = { assetName: 'Press brake 110 t', workCentre: { id: 'odoo.work-centre.7', name: 'Press brake 1' } }
  const weld = { assetName: 'Welding robot 4', workCentre: { id: 'odoo.work-centre.9', name: 'Welding cell' } }
  const oil = plan(
    {
      ...{ plan: 'PM-OIL', asset: 'PB-0117', title: 'New hydraulic oil', hours: 3 },
      every: { meter: 'hours', amount: { value: '500', uom: 'HUR' } },
    },
    { ...press, due: { at: at(4, 9), left: { value: '71', uom: 'HUR' } } },
  )
  const axes = plan(
    { plan: 'PM-AXES', asset: 'ROB-4', title: 'Check the play of the axes', every: { days: 90 }, hours: 2 },
    { ...weld, due: { at: at(9, 4) } },
  )
  const belt = plan(
    { plan: 'PM-BELT', asset: 'OVEN-2', title: 'Tension the belt', every: { days: 180 }, hours: 1 },
    { assetName: 'Curing oven 2', workCentre: null, due: { at: at(97, 4) } },
  )
  return {
    plans: [oil, axes, belt],
    due: [
      {
        ...oil,
        slot: {
          ...{ from: at(4, 1), until: at(4, 4), cost: 84 },
          orders: [{ order: 'odoo.42', label: 'WH/MO/00042', minutes: 95, lateBy: 2700 }],
        },
        sentence: null,
      },
      { ...axes, slot: { from: at(8, 11), until: at(8, 13), cost: 0, orders: [] }, sentence: null },
    ],
  }
}

export function upkeepAnswer(world: World, { method, path, body }: Asked): unknown {
  if (method === 'POST' && path.endsWith('/drops')) {
    const { plan } = PlanDrop.parse(body)
    world.plans = world.plans.filter((one) => one.plan.plan !== plan)
  } else if (method === 'POST') {
    const { plan } = PlanWish.parse(body)
    world.plans = world.plans.map((one) => (one.plan.plan === plan.plan ? { ...one, plan } : one))
  }
  return UpkeepList.parse({ plans: world.plans, mayManage: ['A', 'B'] })
}

export function dueWorkAnswer(world: World, { method, body }: Asked): unknown {
  if (method === 'GET') return DueWorkList.parse({ due: world.due, mayPlan: ['A', 'B'] })
  const { plan: name } = DueWorkWish.parse(body)
  const { due, slot } = world.due.find(({ plan }) => plan.plan === name)!
  const planned = { state: 'asked', start: slot!.from, end: slot!.until } as const
  world.due = world.due.map((one) =>
    one.plan.plan === name ? { ...one, slot: null, due: { ...one.due, planned } } : one,
  )
  return WindowAnswer.parse({ window: due.window, version: 1, sentence: 'Proposed.', messageId: uuid(9, 1) })
}
