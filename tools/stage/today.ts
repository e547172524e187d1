import type { FlowHealth, Today } from '#api'
import type { World } from './world.ts'

const flows = [
  ['material-issue', 'Material issued on the floor leaves Odoo’s stock', 812, 0.9, 3.8, 9.1, 30, 120],
  ['operation-completion', 'Work reported by the MES becomes time and quantity in Odoo', 655, 1.1, 4.4, 12.6, 30, 120],
  ['finished-goods-receipt', 'Finished goods reported by the MES become stock in Odoo', 431, 1.3, 6.2, 19.5, 30, 120],
  ['scrap-posting', 'Scrap reported on the floor leaves the order in Odoo', 57, 1.2, 34.1, 61.7, 30, 120],
  ['order-closing', 'Closing an order waits for everything reported about it', 68, 2.6, 9.7, 28.2, 60, 300],
] as const

const standingBy = [
  ['material-return', 'Material that came back to the shelf returns to stock in Odoo'],
  ['receipt-reversal', 'A receipt of finished goods that was wrong is taken back in Odoo'],
  ['completion-reversal', 'A report of work that was wrong is taken back in Odoo'],
] as const

const idle = ([flow, purpose]: readonly [flow: string, purpose: string, ...unknown[]]): FlowHealth => ({
  flow,
  purpose,
  owner: 'supervisor',
  in: 0,
  out: 0,
  waiting: 0,
  failed: 0,
  p50: null,
  p95: null,
  p99: null,
  target: { p95: 30, p99: 120 },
  held: [],
  oldest: null,
})

/** The numbers of the day; those about people are counted from the story. */
export function todayOf(world: World, plant: string | undefined): Today {
  const here = <Row extends { plant: string }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => plant === undefined || row.plant === plant)
  const messages = here(world.journeys.map(({ message }) => message))
  const open = here(world.exceptions).filter(({ closedAt }) => closedAt === null)
  const flowOf = new Map(world.journeys.map(({ message, runs }) => [message.messageId, runs[0]?.flow]))
  const none = messages.length === 0
  return {
    at: world.clock.now,
    flows: none
      ? [...flows, ...standingBy].map(idle)
      : [
          ...flows.map(([flow, purpose, count, p50, p95, p99, target95, target99]): FlowHealth => {
            const mine = messages.filter(({ messageId }) => flowOf.get(messageId) === flow)
            const unfinished = mine.filter(({ progress }) => progress !== 'closed' && progress !== 'stopped')
            const failed = mine.filter(({ progress }) => progress === 'stopped').length
            return {
              flow,
              purpose,
              owner: 'supervisor',
              in: count,
              out: count - unfinished.length - failed,
              waiting: unfinished.length,
              failed,
              p50,
              p95,
              p99,
              target: { p95: target95, p99: target99 },
              held: flow === 'scrap-posting' ? [{ plant: 'A', mode: 'shadow' }] : [],
              oldest: unfinished.map(({ receivedAt }) => receivedAt).sort()[0] ?? null,
            }
          }),
          ...standingBy.map(idle),
        ],
    systems: [
      {
        system: 'odoo',
        title: 'Odoo',
        state: 'in-step',
        sentence: none ? 'Answers; nothing was asked of it yet.' : 'Last posting 4 s ago.',
        behind: { events: 0, seconds: 0 },
        horizon: null,
        clock: null,
      },
      ...(none
        ? []
        : [
            {
              system: 'mes-a',
              title: 'MES of plant A',
              state: 'in-step' as const,
              sentence: 'Last event 11 s ago.',
              behind: { events: 0, seconds: 0 },
              horizon: null,
              clock: { aheadSeconds: 192, device: null },
            },
            ...(plant === 'A'
              ? []
              : [
                  {
                    system: 'mes-b',
                    title: 'MES of plant B',
                    state: 'behind' as const,
                    sentence: 'Its orders go out again since 2 min; it answers slowly.',
                    behind: { events: 14, seconds: 96 },
                    horizon: null,
                    clock: { aheadSeconds: 0, device: null },
                  },
                ]),
          ]),
    ],
    exceptions: { open: open.length, oldest: open.map(({ openedAt }) => openedAt).sort()[0] ?? null },
    approvals: { open: here(world.approvals).filter(({ answer, mine }) => answer === null && mine).length },
    duplicates: none ? 0 : 31,
    pulse: Array.from({ length: 48 }, (_, bucket) => {
      const at = new Date(Math.floor(Date.parse(world.clock.now) / 300_000) * 300_000 - (47 - bucket) * 300_000)
      const busy = Math.round(22 + 14 * Math.sin(bucket / 5) + ((bucket * 37) % 11))
      const accepted = none ? 0 : bucket % 24 === 12 || bucket % 24 === 13 ? 4 : busy
      return {
        at: at.toISOString(),
        accepted,
        confirmed: none ? 0 : Math.max(0, accepted - (bucket > 44 ? (bucket - 44) * 3 : (bucket * 13) % 3)),
        refused: none ? 0 : bucket === 9 || bucket === 30 ? 2 : bucket === 21 || bucket === 39 ? 1 : 0,
      }
    }),
  }
}
