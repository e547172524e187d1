import type { Journey, MessageRow } from '#api'
import { kindOf } from '#model/catalogue'
import { plus, type StageClock, uuid } from './clock.ts'
import type { Report, StageOrder } from './floor.ts'

export interface Told {
  readonly order: StageOrder
  readonly report: Report
  readonly journey: Journey
}

const link = (model: string, id: number): string => `http://127.0.0.1:8069/odoo/${model}/${id}`
export const orderLink = (order: StageOrder): string => link('mrp.production', order.n)
export const labelOf = (order: StageOrder): string => `WH/MO/${String(order.n).padStart(5, '0')}`
const units: Record<string, string> = { H87: 'pcs', KGM: 'kg' }
const spoken = (of: unknown): string => {
  const amount = of as { value: string; uom: string } | undefined
  return amount ? `${amount.value} ${units[amount.uom] ?? amount.uom}` : ''
}

/** One report as the hub would tell its journey. */
export function tell(clock: StageClock, order: StageOrder, report: Report, n: number): Told {
  const type = `mfg.production.${report.what}.v1`
  const title = kindOf(type)?.title ?? report.what
  const occurred = clock.ago(report.minutesAgo, (n * 7) % 50)
  const recorded = plus(occurred, 0.84)
  const received = plus(occurred, report.late ?? 2.1 + (n % 5) * 0.37)
  const decided = plus(received, 0.032 + (n % 3) * 0.011)
  const progress = report.progress ?? 'closed'
  const state = effectOf(report)
  const sentAt = plus(decided, 0.21)
  const answeredAt = state === 'confirmed' || state === 'refused' ? plus(sentAt, report.attempts ? 34.6 : 0.412) : null
  const id = report.data['document'] ? `mes-${String(report.data['document']).slice(4)}-1` : `mes-${7_000 + n}`
  const plantSource = `/plants/${order.plant}/systems/mes`
  const sentence = report.sentence ?? sentenceOf(order, report)
  const message: MessageRow = {
    messageId: uuid(1, n),
    plant: order.plant,
    type,
    title,
    source: plantSource,
    id,
    subject: order.state === 'unknown' ? `odoo.${order.n}` : `${labelOf(order)} · ${order.itemName}`,
    stream: 'production-order',
    key: `odoo.${order.n}`,
    occurredAt: occurred,
    receivedAt: received,
    progress,
    verdict: report.verdict ?? 'accepted',
    code: report.code ?? null,
    sentence,
    correlation: `order-${order.n}-shift-2`,
    duplicates: report.duplicates ?? 0,
    waiting: report.waitsFor ? { what: report.waitsFor, until: plus(received, 14_400) } : null,
  }
  const body = { order: `odoo.${order.n}`, ...report.data }
  return {
    order,
    report,
    journey: {
      message,
      clocks: { occurred, recorded, received, decided, applied: state === 'confirmed' ? answeredAt : null },
      receivedFrom: `mes-${order.plant.toLowerCase()}`,
      actor: report.actor ?? null,
      origin: 'live',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      waiting: message.waiting,
      wire: null,
      erased: null,
      event: {
        specversion: '1.0',
        id,
        source: plantSource,
        type,
        subject: `order/${labelOf(order)}`,
        time: occurred,
        recordedtime: recorded,
        correlationid: message.correlation,
        data: body,
      },
      runs: [
        {
          attempt: 1,
          flow: flowOf(report),
          flowVersion: '1',
          verdict: message.verdict ?? 'accepted',
          code: message.code,
          sentence,
          decidedAt: decided,
          facts: factsOf(order, report, received),
        },
      ],
      effects:
        state === 'none'
          ? []
          : [
              {
                intentId: uuid(2, n),
                effectKey: `9f2c${n.toString(16).padStart(4, '0')}d81b7a44c05e6a1f3372be90c4d5871e0b6a9f`,
                system: 'odoo',
                operation: `production-ledger.${operationOf(report)}`,
                state,
                attempts: report.attempts ?? 1,
                plannedAt: decided,
                sentAt,
                answeredAt,
                body,
                before: state === 'confirmed' ? { received: spokenBefore(order, n), state: 'progress' } : null,
                after: state === 'confirmed' ? { received: spokenAfter(order, report, n), state: 'progress' } : null,
                documents:
                  state === 'confirmed'
                    ? [
                        {
                          kind: 'stock-move',
                          id: String(8_800 + n),
                          label: `WH/MV/${8_800 + n}`,
                          link: link('stock.move', 8_800 + n),
                        },
                        {
                          kind: 'production-order',
                          id: String(order.n),
                          label: labelOf(order),
                          link: orderLink(order),
                        },
                      ]
                    : [],
                known: report.known ?? (state === 'confirmed' ? false : null),
                failure: report.failure
                  ? { class: 'refused', code: report.code ?? 'REFUSED', sentence: report.failure }
                  : null,
              },
            ],
      exceptions: [],
      trail: [
        { at: decided, actor: 'hub:1', action: 'message.judged', sentence },
        ...(report.assignedTo
          ? [
              {
                at: plus(received, 360),
                actor: 'omar',
                action: 'exception.assigned',
                sentence: `Gave it to ${report.assignedTo}.`,
              },
            ]
          : []),
      ],
      related: [],
    },
  }
}

const effectOf = (report: Report) =>
  report.effect ?? (report.progress === undefined || report.progress === 'closed' ? 'confirmed' : 'none')

const flowOf = ({ what }: Report): string =>
  what.startsWith('material')
    ? 'material-issue'
    : what.startsWith('operation')
      ? 'operation-completion'
      : what === 'order.closed'
        ? 'order-closing'
        : 'finished-goods-receipt'

const operationOf = ({ what }: Report): string =>
  ({
    'material.issued': 'issueMaterial',
    'material.returned': 'returnMaterial',
    'operation.completed': 'completeOperation',
    'output.received': 'receiveOutput',
    'output.reversed': 'reverseOutput',
    'scrap.recorded': 'recordScrap',
    'order.closed': 'closeOrder',
  })[what]

function sentenceOf(order: StageOrder, { what, data }: Report): string {
  const label = labelOf(order)
  switch (what) {
    case 'material.issued':
      return `${spoken(data['quantity'])} of ${String(data['item'])} issued to ${label}.`
    case 'material.returned':
      return `Material of ${label} returned to stock.`
    case 'operation.completed':
      return `Operation ${String(data['operation'])} of ${label}: ${spoken(data['good'])} good.`
    case 'output.received':
      return `${spoken(data['quantity'])} of ${order.itemName} received for ${label}.`
    case 'output.reversed':
      return `${spoken(data['quantity'])} of ${label} taken back out of stock.`
    case 'scrap.recorded':
      return `${spoken(data['quantity'])} of ${label} recorded as scrap.`
    case 'order.closed':
      return `${label} is closed in Odoo.`
  }
}

const factsOf = (order: StageOrder, report: Report, received: string) => [
  {
    name: 'order',
    port: 'production-ledger',
    operation: 'order',
    argument: `odoo.${order.n}`,
    answer:
      report.code === 'UNKNOWN_ORDER'
        ? { refused: { code: 'UNKNOWN_ORDER', sentence: `Odoo has no production order odoo.${order.n}.` } }
        : {
            id: `odoo.${order.n}`,
            label: labelOf(order),
            plant: order.plant,
            state: order.state,
            item: order.item,
            itemName: order.itemName,
            tracking: report.data['lot'] ? 'lot' : 'none',
            ordered: { value: order.ordered, uom: order.uom },
            version: '2026-11-22 06:02:11',
            components: order.components.map(([item, itemName]) => ({ item, itemName })),
          },
    readAt: plus(received, 0.018),
  },
]

const spokenBefore = (order: StageOrder, n: number): string => `${(n * 4) % 40} ${units[order.uom]}`
const spokenAfter = (order: StageOrder, report: Report, n: number): string => {
  const amount = report.data['quantity'] as { value: string } | undefined
  return `${((n * 4) % 40) + Number(amount?.value ?? 0) * (report.what === 'output.reversed' ? -1 : 1)} ${units[order.uom]}`
}
