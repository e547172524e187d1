import { ActionResult } from '../../src/api/contract.ts'
import { AlertAction, AlertList, type AlertRow, AlertTest, AlertTested } from '../../src/api/alerts/contract.ts'
import type { StageClock } from './clock.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

const id = (n: number): string => `019ab5c4-0000-7009-8000-${String(n).padStart(12, '0')}`

/** What went wrong in the story: a system that is away, exceptions of a code, and one thing that is over. */
export function alertsOf(clock: StageClock): AlertRow[] {
  const alert = (n: number, ago: number, more: Partial<AlertRow>): AlertRow => ({
    alertId: id(n),
    plant: 'A',
    cause: 'exception',
    about: 'LOT_REQUIRED',
    severity: 'warning',
    owner: 'supervisor',
    sentence: '3 exceptions: Tracked goods without lot or serial numbers (LOT_REQUIRED).',
    now: 'Add the lot or serial numbers and retry.',
    link: '/exceptions?code=LOT_REQUIRED',
    count: 3,
    most: 3,
    openedAt: clock.ago(ago),
    returns: 0,
    clearedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    note: null,
    closedAt: null,
    told: [],
    may: ['acknowledge'],
    ...more,
  })
  const told = (recipient: string, ago: number, more: Partial<AlertRow['told'][number]> = {}) => ({
    recipient,
    via: 'mail',
    what: 'raised' as const,
    at: clock.ago(ago),
    state: 'confirmed' as const,
    ...more,
  })
  return [
    alert(1, 47, {
      cause: 'system-away',
      about: 'mes-b',
      plant: 'B',
      severity: 'critical',
      owner: 'integration',
      sentence: 'MES of plant B (mes-b) does not answer; 12 events wait for it, the oldest since 22 Nov, 13:20.',
      now: 'See that it runs and can be reached; what waits then goes on by itself.',
      link: '/',
      count: 12,
      most: 12,
      returns: 2,
      told: [told('it-channel', 47, { via: 'chat' }), told('plant-manager', 17, { what: 'escalated' })],
    }),
    alert(2, 26, { told: [told('shift-lead', 26, { state: 'planned' })] }),
    alert(3, 190, {
      cause: 'approval-late',
      about: 'planner',
      owner: 'planner',
      sentence: '1 question to the planner not answered for more than 8 h, the oldest since 22 Nov, 05:10.',
      now: 'Answer it under Approvals: yes or no, with a reason.',
      link: '/approvals',
      count: 1,
      most: 2,
      acknowledgedAt: clock.ago(150),
      acknowledgedBy: 'jonas',
      note: 'Waiting for the count of line 2',
      told: [told('shift-lead', 190)],
      may: ['release'],
    }),
    alert(4, 600, {
      cause: 'target-missed',
      about: 'material-issue',
      owner: 'integration',
      sentence:
        'Slower than agreed in the last hour: “Material used up is taken out of stock” took 2 min for the slowest of twenty, 30 s is the target.',
      now: 'Look under Today which system is behind.',
      link: '/',
      count: 241,
      most: 260,
      clearedAt: clock.ago(520),
      closedAt: clock.ago(518),
      told: [told('shift-lead', 600), told('shift-lead', 518, { what: 'cleared' })],
      may: [],
    }),
  ]
}

/** What the stage answers about alerts. */
export function alertsAnswer(
  world: World,
  second: string | undefined,
  { method, query, body, changed }: Asked,
): unknown {
  if (method === 'GET') {
    const open = query.get('state') !== 'closed'
    const plant = query.get('plant')
    const mine = world.session.plants.map(({ id: own }) => own)
    return AlertList.parse({
      items: world.alerts.filter(
        (row) => (row.closedAt === null) === open && mine.includes(row.plant) && (!plant || row.plant === plant),
      ),
      recipients: world.versions
        .find(({ state }) => state === 'in-force')!
        .rules.alerting.recipients.map(({ plant: at, id: name, via }) => ({ plant: at, id: name, via, mayTest: true })),
    })
  }
  if (second === 'test') {
    AlertTest.parse(body)
    return AlertTested.parse({ notice: id(99) })
  }
  if (second === 'link') return linked()
  const { ids, action, note } = AlertAction.parse(body)
  for (const [at, row] of world.alerts.entries())
    if (ids.includes(row.alertId))
      world.alerts[at] =
        action === 'acknowledge'
          ? {
              ...row,
              acknowledgedAt: new Date().toISOString(),
              acknowledgedBy: world.session.login,
              note: note ?? null,
              may: ['release'],
            }
          : { ...row, acknowledgedAt: null, acknowledgedBy: null, note: null, may: ['acknowledge'] }
  changed(['alerts'])
  return ActionResult.parse({ done: ids.length, refused: [] })
}

const linked = () => ({
  plantName: 'Valley',
  recipient: 'shift-lead',
  items: [
    {
      sentence: '3 exceptions: Tracked goods without lot or serial numbers (LOT_REQUIRED).',
      now: 'Add the lot or serial numbers and retry.',
      severity: 'warning',
    },
  ],
  more: 0,
  acknowledged: 1,
})
