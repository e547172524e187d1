import type { AssetList, AssetView, WindowView } from '#api'
import { AssetList as Assets, MapWish, WorkCentreList } from '../../src/api/assets/contract.ts'
import { WindowAnswer, WindowList, WindowStep, WindowWish } from '../../src/api/windows/contract.ts'
import { plus, type StageClock, uuid } from './clock.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

const hour = 3600
const press = { id: 'odoo.work-centre.7', name: 'Press brake 1' }
const weld = { id: 'odoo.work-centre.9', name: 'Welding cell' }

const asset = (own: string, name: string, more: Partial<AssetView>): AssetView => ({
  ...{ plant: 'A', asset: own, name, class: null, level: 6, criticality: 'C', parent: null, serial: null },
  ...{ equipment: null, since: null, stands: null, workCentre: null },
  ...more,
})

export const fullAssets = (clock: StageClock): AssetList => ({
  assets: [
    asset('PB-0117', 'Press brake 110 t', {
      ...{ class: 'Presses', criticality: 'A', equipment: 'PRESS-1', stands: 'PRESS-1', workCentre: press },
    }),
    asset('HYD-0117', 'Hydraulic unit', {
      ...{
        class: 'Hydraulic units',
        level: 7,
        criticality: 'B',
        parent: 'PB-0117',
        stands: 'PRESS-1',
        workCentre: press,
      },
    }),
    asset('ROB-4', 'Welding robot 4', {
      ...{ class: 'Robots', criticality: 'A', equipment: 'WELD-1', stands: 'WELD-1', workCentre: weld },
    }),
    asset('OVEN-2', 'Curing oven 2', { class: 'Furnaces', criticality: 'B', equipment: 'OVEN-2', stands: 'OVEN-2' }),
    asset('MOT-31', 'Spare motor 5.5 kW', { class: 'Electric motors', level: 8 }),
  ],
  equipment: [
    { plant: 'A', equipment: 'OVEN-2', filledBy: 'OVEN-2', workCentre: null },
    {
      ...{ plant: 'A', equipment: 'PRESS-1', filledBy: 'PB-0117' },
      workCentre: { ...press, since: plus(clock.now, -40 * 24 * hour), by: 'eva' },
    },
    {
      ...{ plant: 'A', equipment: 'WELD-1', filledBy: 'ROB-4' },
      workCentre: { ...weld, since: plus(clock.now, -40 * 24 * hour), by: 'eva' },
    },
  ],
  mayManage: ['A', 'B'],
})

/** Windows of the next days, by the quarter of an hour, so that a picture shows whole times. */
export function fullWindows(clock: StageClock): readonly WindowView[] {
  const morning = Math.ceil(Date.parse(clock.now) / 86_400_000) * 86_400_000 + 5 * hour * 1000
  const at = (day: number, hours: number) => new Date(morning + (day * 24 + hours) * hour * 1000).toISOString()
  const plan = (day: number, from: number, until: number, ...workCentres: (typeof press)[]) => ({
    ...{ start: at(day, from), end: at(day, until), workCentres },
  })
  const window = (name: string, title: string, more: Partial<WindowView> & Pick<WindowView, 'plan'>): WindowView => ({
    ...{
      plant: 'A',
      window: name,
      title,
      state: 'proposed',
      version: 1,
      equipment: ['PB-0117'],
      order: null,
      booked: null,
      erp: {},
      outside: [],
    },
    ...{ maintenance: null, production: null, affected: [], conflicts: [], approval: null, openExceptions: 0 },
    changedAt: clock.ago(50),
    ...more,
  })
  const agreed = plan(0, 0, 4, press)
  return [
    window('PM-311', 'Change the seals of the hydraulic unit', {
      ...{ plan: agreed, booked: agreed, state: 'approved', erp: { [press.id]: 'closed' } },
      ...{ maintenance: 'mia', production: 'eva', order: 'cmms.311' },
      outside: [
        { workCentre: press.id, name: press.name, state: 'acknowledged', at: clock.ago(40), said: 'Press 1 hours' },
      ],
      affected: [
        {
          ...{ order: 'odoo.42', label: 'WH/MO/00042', link: null, minutes: 150 },
          ...{ promised: at(1, 10), isStarted: false, isUrgent: true },
        },
      ],
    }),
    window('PM-314', 'Grease the axes', {
      ...{ plan: plan(1, 3, 7, weld), booked: plan(1, 1, 5, weld), state: 'asked-again', version: 2 },
      ...{ equipment: ['ROB-4'], erp: { [weld.id]: 'closed' }, maintenance: 'mia', approval: uuid(4, 1) },
      affected: [
        {
          ...{ order: 'odoo.38', label: 'WH/MO/00038', link: null, minutes: 65 },
          ...{ promised: null, isStarted: true, isUrgent: false },
        },
      ],
    }),
    window('PM-320', 'Calibrate the back gauge', { plan: plan(3, 2, 6, press), conflicts: [] }),
  ]
}

export function windowsAnswer(world: World, { method, path, body }: Asked): unknown {
  if (method === 'GET') return WindowList.parse({ windows: world.windows, mayPlan: ['A', 'B'] })
  if (path.endsWith('/steps')) {
    const { window } = WindowStep.parse(body)
    world.windows = world.windows.map((one) => (one.window === window ? { ...one, state: 'cancelled' } : one))
    return WindowAnswer.parse({ window, version: null, sentence: `${window} is cancelled.`, messageId: uuid(9, 1) })
  }
  const { window = 'W-00c0ffee', version = 0, start, end, title, plant, equipment, onTrial } = WindowWish.parse(body)
  const sentence = `${window} would take Press brake 1. In its way: WH/MO/00042 (150 min, urgent).`
  const answer = { window, version: version + 1, sentence }
  if (onTrial) return WindowAnswer.parse({ ...answer, messageId: null })
  const planned: WindowView = {
    ...{
      plant,
      window,
      title,
      equipment,
      version: version + 1,
      state: 'asked',
      order: null,
      booked: null,
      erp: {},
      outside: [],
    },
    ...{ maintenance: world.session.login, production: null, affected: [], conflicts: [], approval: uuid(4, 1) },
    ...{ plan: { start, end, workCentres: [press] }, openExceptions: 0, changedAt: new Date().toISOString() },
  }
  world.windows = [...world.windows.filter((one) => one.window !== window), planned]
  return WindowAnswer.parse({ ...answer, messageId: uuid(9, 1) })
}

export function assetsAnswer(world: World, { method, body }: Asked): unknown {
  if (method === 'POST') {
    const { plant, equipment, workCentre } = MapWish.parse(body)
    const to = [press, weld].find(({ id }) => id === workCentre)
    world.assets = {
      ...world.assets,
      equipment: world.assets.equipment.map((place) =>
        place.plant === plant && place.equipment === equipment
          ? { ...place, workCentre: to ? { ...to, since: new Date().toISOString(), by: world.session.login } : null }
          : place,
      ),
    }
  }
  return Assets.parse(world.assets)
}

export const workCentresAnswer = (): unknown =>
  WorkCentreList.parse({
    workCentres: [press, weld].map((centre) => ({ plant: 'A', ...centre, code: null, calendar: 'Two shifts' })),
    away: [],
  })
