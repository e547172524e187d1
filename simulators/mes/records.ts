import type { Json } from '../../src/kernel/canonical-json.ts'
import type { Instant } from '../../src/kernel/time.ts'
import { momentTo } from '../../src/model/field-table/dates.ts'
import { decimalTo } from '../../src/model/field-table/numbers.ts'
import type { Quantity } from '../../src/model/quantity.ts'
import type { Fact, Report } from './report.ts'

type Fields = { readonly [field: string]: Json | undefined }

const units: Partial<Record<Quantity['uom'], string>> = {
  H87: 'pcs',
  C62: 'pcs',
  DZN: 'dz',
  KGM: 'kg',
  GRM: 'g',
  TNE: 't',
  LTR: 'l',
  MLT: 'ml',
  MTR: 'm',
  CMT: 'cm',
  MMT: 'mm',
  MTK: 'm2',
}
const statuses: Record<string, string> = {
  accepted: 'ACCEPTED',
  started: 'IN_PROGRESS',
  paused: 'PAUSED',
  completed: 'DONE',
  cancelled: 'CANCELLED',
}
const scrapReasons: Record<string, string> = {
  'Dimension out of tolerance': '01',
  Surface: '02',
  'Setting-up piece': '03',
  'Bad tool': '14',
}

const stops: Record<string, string> = { 'Tool change': '11', 'Waiting for material': '12', Fault: '13', Break: '19' }

const number = (text: string): string => decimalTo(text, { decimal: ',', group: '.' }) ?? text
const amount = (of: Json | undefined): Fields => {
  if (of === undefined) return {}
  const { value, uom } = of as unknown as Quantity
  return { quantity: number(value), uom: units[uom] ?? uom }
}

/**
 * Whether the MES has words of its own for it. What is a list of things, it tells as an event: a field table writes none.
 */
export const hasWords = ({ kind }: Report): boolean => !listed.has(kind)
const listed: ReadonlySet<Report['kind']> = new Set(['lot-split', 'lot-merge', 'yield'])

/** A report in the MES's own words: lower case with underscores, decimal commas, the clock on the wall of the plant. */
export function recordOf(given: Report, time: Instant): Fields {
  const { event, ...data } = wordsOf(given)
  return {
    event: event as string,
    data: { order_no: given.order, work_order_no: given.work, operator: given.operator, ...data },
    timestamp: momentTo(time, { pattern: 'yyyy-MM-dd HH:mm:ss', zone: 'Europe/Berlin' }),
  }
}

function wordsOf({ kind, no, facts }: Report): Fields {
  const { data } = facts[0]!
  switch (kind) {
    case 'acknowledgement':
      return {
        event: 'work_order.acknowledged',
        release_no: data['release'],
        status: data['accepted'] ? 'ACCEPTED' : 'REJECTED',
        reason: data['reason'] ?? null,
      }
    case 'status':
      return {
        event: 'work_order.status_changed',
        change_no: no.split('/').at(-1),
        status: statuses[data['to'] as string],
        previous_status: statuses[data['from'] as string] ?? null,
      }
    case 'hold':
      return { event: 'work_order.held', hold_no: data['hold'], reason: data['reason'] }
    case 'unhold':
      return { event: 'work_order.hold_lifted', hold_no: data['hold'] }
    case 'issue':
      return { event: 'stock_document.created', type: 'material_issue', document_no: no, lines: facts.map(issueLine) }
    case 'receipt':
      return {
        event: 'stock_document.created',
        type: 'product_receipt',
        document_no: no,
        lines: facts.map(receiptLine),
      }
    case 'byproduct':
      return {
        event: 'stock_document.created',
        type: 'byproduct_receipt',
        document_no: no,
        lines: facts.map(({ data: line }) => ({ material_code: line['item'], ...amount(line['quantity']) })),
      }
    case 'return':
      return { event: 'stock_document.reversed', type: 'material_issue', document_no: no, ...reversal(facts) }
    case 'receipt-reversal':
      return { event: 'stock_document.reversed', type: 'product_receipt', document_no: no, ...reversal(facts) }
    case 'completion': {
      const { quantity: good_qty, uom } = amount(data['good'])
      return {
        event: 'operation.completed',
        confirmation_no: no,
        operation_no: data['operation'],
        good_qty,
        scrap_qty: amount(data['scrap'])['quantity'] ?? '0',
        rework_qty: amount(data['rework'])['quantity'] ?? '0',
        uom,
        machine_minutes: number(data['machineTime'] as string),
        final: data['final'],
      }
    }
    case 'completion-reversal':
      return {
        event: 'operation.completion_reversed',
        confirmation_no: no,
        reverses_confirmation_no: data['reverses'],
        reason: data['reason'],
      }
    case 'scrap':
      return {
        event: 'scrap.recorded',
        scrap_no: no,
        operation_no: data['operation'],
        ...amount(data['quantity']),
        reason_code: scrapReasons[data['reason'] as string],
      }
    case 'start':
      return { event: 'operation.started', start_no: no, operation_no: data['operation'] }
    case 'pause': {
      const [stop_no] = no.split('/')
      return {
        event: 'machine.stopped',
        stop_no,
        operation_no: data['operation'],
        stop_code: stops[data['reason'] as string],
      }
    }
    case 'resume':
      return { event: 'machine.running', stop_no: no.split('/')[0], operation_no: data['operation'] }
    case 'time':
      return {
        event: 'time.booked',
        booking_no: no,
        operation_no: data['operation'],
        kind: data['of'] === 'machine' ? 'M' : 'P',
        ...(data['of'] === 'machine' ? { activity: data['activity'] } : { person_no: data['person'] }),
        minutes: number(data['minutes'] as string),
      }
    case 'rework':
      return {
        event: 'rework.opened',
        rework_no: no,
        operation_no: data['operation'],
        ...amount(data['quantity']),
        reason: data['reason'],
      }
    case 'rework-done': {
      const { quantity: good_qty, uom } = amount(data['good'])
      return {
        event: 'rework.completed',
        confirmation_no: no,
        rework_no: data['rework'],
        good_qty,
        uom,
        machine_minutes: number(data['machineTime'] as string),
      }
    }
    case 'lot-split':
    case 'lot-merge':
    case 'yield':
      throw new Error(`there are no words of its own for ${kind}`)
    case 'close': {
      const { quantity: received_qty, uom } = amount((data['final'] as Fields)['received'])
      return { event: 'work_order.closed', received_qty, uom }
    }
  }
}

const issueLine = ({ data }: Fact): Fields => ({
  material_code: data['item'],
  ...amount(data['quantity']),
  lot_number: data['lot'],
  operation_no: data['operation'],
  substitute_for: data['insteadOf'],
  method: 'M',
})

const receiptLine = ({ data }: Fact): Fields => ({
  ...amount(data['quantity']),
  lot_number: data['lot'],
  serial_numbers: (data['serials'] as readonly string[] | undefined)?.join(';'),
})

/** All lines of one paper take back lines of one other. */
function reversal(facts: readonly Fact[]): Fields {
  const parts = facts.map(({ data }) => /^(.*)\/(\d+)$/.exec(data['reverses'] as string)!)
  return {
    reverses_document_no: parts[0]![1],
    reason: facts[0]!.data['reason'],
    lines: facts.map(({ data }, at) => ({ reverses_line: parts[at]![2], ...amount(data['quantity']) })),
  }
}
