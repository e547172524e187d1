import type { Json } from '../../src/kernel/canonical-json.ts'
import type { Quantity } from '../../src/model/quantity.ts'

export type ReportKind =
  | 'acknowledgement'
  | 'status'
  | 'hold'
  | 'unhold'
  | 'issue'
  | 'return'
  | 'completion'
  | 'completion-reversal'
  | 'receipt'
  | 'receipt-reversal'
  | 'scrap'
  | 'byproduct'
  | 'start'
  | 'pause'
  | 'resume'
  | 'time'
  | 'rework'
  | 'rework-done'
  | 'lot-split'
  | 'lot-merge'
  | 'yield'
  | 'close'

/** One thing that happened, in the canonical language. */
export interface Fact {
  readonly id: string
  readonly type: string
  readonly data: { readonly order: string } & { readonly [field: string]: Json | undefined }
}

/** A paper of the shop floor: what one person tells at one terminal at one time. It has one fact, or one for each line. */
export interface Report {
  readonly no: string
  readonly kind: ReportKind
  readonly order: string
  /** The MES's own number of the order. */
  readonly work: string
  readonly terminal: number
  readonly operator: string
  readonly facts: readonly Fact[]
}

const types: Record<ReportKind, string> = {
  acknowledgement: 'order.acknowledged',
  status: 'order.status-changed',
  hold: 'order.held',
  unhold: 'order.unheld',
  issue: 'material.issued',
  return: 'material.returned',
  completion: 'operation.completed',
  'completion-reversal': 'operation.completion-reversed',
  receipt: 'output.received',
  'receipt-reversal': 'output.reversed',
  scrap: 'scrap.recorded',
  byproduct: 'byproduct.received',
  start: 'operation.started',
  pause: 'operation.paused',
  resume: 'operation.resumed',
  time: 'labor.reported',
  rework: 'rework.opened',
  'rework-done': 'rework.completed',
  'lot-split': 'lot.split',
  'lot-merge': 'lot.merged',
  yield: 'order.yielded',
  close: 'order.closed',
}

const withLines: readonly ReportKind[] = ['issue', 'return', 'receipt', 'receipt-reversal', 'byproduct']

/** Id of the fact a line of a document is. */
export const lineId = (no: string, line = 1): string => `${no}/${line}`

type Body = { readonly [field: string]: Json | undefined }

export interface Desk {
  readonly order: string
  readonly work: string
  readonly terminal: number
  readonly operator: string
}

export const report = (desk: Desk, kind: ReportKind, no: string, ...bodies: readonly Body[]): Report => ({
  ...desk,
  no,
  kind,
  facts: bodies.map((body, at) => ({
    id: withLines.includes(kind) ? lineId(no, at + 1) : no,
    type: `mfg.production.${types[kind]}.v1`,
    data: { order: desk.order, ...body },
  })),
})

/** The report as it comes out when somebody mistypes a code. Undefined where there is none to mistype. */
export function withUnknownCode({ kind, no, facts, ...desk }: Report): Report | undefined {
  const wrong = { issue: { item: 'X-0000' }, completion: { operation: '9999' } }[kind as string]
  const [first] = facts
  if (!wrong || !first) return undefined
  const { order: _, ...body } = first.data
  return report(desk, kind, `${no}-X`, { ...body, ...wrong, document: `${no}-X` })
}

/** The report as it comes out when a terminal is set to wrong units: grams for kilograms, kilograms for pieces. */
export function withWrongUnits(given: Report): Report {
  const wrong = { KGM: 'GRM', H87: 'KGM', LTR: 'MLT', MTR: 'MMT' } as const
  const turned = (value: Json | undefined): Json | undefined => {
    if (typeof value !== 'object' || value === null || !('uom' in value)) return value
    const { uom } = value as Quantity
    return { ...value, uom: wrong[uom as keyof typeof wrong] ?? uom }
  }
  const facts = given.facts.map((fact) => ({
    ...fact,
    data: Object.fromEntries(Object.entries(fact.data).map(([name, value]) => [name, turned(value)])) as Fact['data'],
  }))
  return { ...given, facts }
}
