import { ReadinessList } from '../../src/api/readiness/contract.ts'
import { modeIn } from '#governance/rules/document'
import { uuid } from './clock.ts'
import type { World } from './world.ts'

/** What the stage says of flows on paper: a plant that books by hand, and some that differs. */
export function readinessAnswer(world: World, query: URLSearchParams): unknown {
  const { rules } = world.versions.find(({ state }) => state === 'in-force')!
  const onPaper = world.session.plants
    .filter(({ id }) => !query.get('plant') || query.get('plant') === id)
    .flatMap(({ id: plant }) =>
      rules.flows
        .filter((one) => one.plant === plant && modeIn(rules, one.flow, plant) === 'shadow')
        .map(({ flow }) => ({ plant, flow })),
    )
    .filter(({ flow }) => !query.get('flow') || query.get('flow') === flow)
  const order = (n: number) => `odoo.${n}`
  const label = (n: number) => `TO/MO/${String(n).padStart(5, '0')}`
  const posting = (n: number, by: string) => ({
    label: label(n),
    link: `http://127.0.0.1:8069/web#id=${n}&model=stock.move&view_type=form`,
    by,
  })
  const pcs = (value: string) => ({ value, uom: 'H87' as const })
  return ReadinessList.parse({
    items: onPaper.map(({ plant, flow }) => ({
      plant,
      flow,
      since: world.clock.ago(5 * 1440),
      until: world.clock.now,
      ready: false,
      because: [
        '3 of 214 amounts differ from what was booked: 98.6 % agree, and 99 % are asked for.',
        '2.8 % of what was judged would have needed a person, and at most 2 % may.',
      ],
      received: 216,
      judged: 216,
      absent: 1,
      completeness: 216 / 217,
      matching: 211,
      compared: 214,
      match: 211 / 214,
      exceptions: 6 / 216,
      troubles: [
        { code: 'LOT_REQUIRED', count: 4, sentence: 'The lot is missing.' },
        { code: 'UNKNOWN_ORDER', count: 2, sentence: 'Odoo has no such order.' },
      ],
      latency: { p50: 0.14, p95: 0.8, p99: 2.4 },
      target: { p95: 30, p99: 120 },
      thresholds: { completeness: '0.98', match: '0.99', exceptions: '0.02', timeTolerance: '0.1' },
      differences: [
        {
          order: order(42),
          label: label(42),
          kind: 'output',
          item: null,
          operation: null,
          hub: pcs('60'),
          others: pcs('58'),
          messages: [uuid(1, 4), uuid(1, 5)],
          documents: [posting(42, 'Pilar Ortega')],
        },
        {
          order: order(44),
          label: label(44),
          kind: 'use',
          item: 'STEEL-2MM',
          operation: null,
          hub: pcs('12'),
          others: null,
          messages: [uuid(1, 8)],
          documents: [],
        },
        {
          order: order(47),
          label: label(47),
          kind: 'output',
          item: null,
          operation: null,
          hub: null,
          others: pcs('5'),
          messages: [],
          documents: [posting(47, 'Pilar Ortega')],
        },
      ],
      isWhole: true,
    })),
  })
}
