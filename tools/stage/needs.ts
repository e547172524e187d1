import type { ApprovalRow, ExceptionRow, Session } from '#api'
import { rights } from '#governance/rights'
import { canonicalJson, sha256 } from '#kernel/canonical-json'
import { plus, type StageClock, uuid } from './clock.ts'
import { labelOf, type Told } from './story.ts'

export const meanings: Readonly<Record<string, string>> = {
  OVER_COMPLETION: 'More was received than ordered, and more than the plant allows',
  LOT_REQUIRED: 'A lot or serial number is missing',
  UNKNOWN_ORDER: 'Odoo does not know the order',
  SERIAL_DUPLICATE: 'A serial number was used twice',
}

const may: Readonly<Record<string, ExceptionRow['may']>> = {
  OVER_COMPLETION: ['assign', 'retry', 'correct', 'skip', 'override'],
}

/** The exceptions of the story: whatever stopped. */
export const exceptionsOf = (told: readonly Told[]): ExceptionRow[] =>
  told
    .filter(({ report }) => report.progress === 'stopped')
    .map(({ report, journey: { message, clocks, event } }, n) => ({
      exceptionId: uuid(3, n + 1),
      plant: message.plant,
      code: report.code ?? 'REFUSED',
      ownerRole: 'supervisor',
      messageId: message.messageId,
      title: message.title,
      subject: message.subject,
      sentence: message.sentence ?? '',
      suggestion: report.suggestion ?? null,
      openedAt: clocks.decided ?? clocks.received,
      assignedTo: report.assignedTo ?? null,
      closedAt: null,
      closedBy: null,
      resolution: null,
      reason: null,
      may: may[report.code ?? ''] ?? ['assign', 'retry', 'correct', 'skip'],
      body: (event as { data: unknown }).data,
    }))

/** The approvals of the story: one to answer, one for somebody else, one answered. */
export function approvalsOf(clock: StageClock, told: readonly Told[]): ApprovalRow[] {
  const asking = told.find(({ report }) => report.progress === 'asking')
  if (!asking) return []
  const { message } = asking.journey
  const ask = (
    n: number,
    question: string,
    shown: Record<string, unknown>,
    rest: Partial<ApprovalRow>,
  ): ApprovalRow => ({
    approvalId: uuid(4, n),
    plant: message.plant,
    messageId: message.messageId,
    flow: 'order-closing',
    role: 'planner',
    question,
    shown,
    shownHash: sha256(canonicalJson(shown as never)),
    askedAt: clock.ago(9),
    expiresAt: plus(clock.now, 13_000),
    answeredAt: null,
    answeredBy: null,
    answer: null,
    reason: null,
    mine: true,
    ...rest,
  })
  const label = labelOf(asking.order)
  return [
    ask(
      1,
      `May ${label} be closed 4 pcs short?`,
      {
        order: label,
        item: asking.order.itemName,
        ordered: { value: '12', uom: 'H87' },
        received: { value: '8', uom: 'H87' },
        missing: { value: '4', uom: 'H87' },
        openReports: ['4 pcs refused: serial VB3-201 is in stock already'],
        whatHappens: 'Odoo closes the order at 8 pcs; no backorder is made.',
      },
      {},
    ),
    ask(
      2,
      'May the standard time of operation 20 at Press brake 1 be exceeded by 40 %?',
      { operation: '20 Bending', planned: '12 min', reported: '16.8 min', order: 'WH/MO/00042' },
      { role: 'supervisor', flow: 'operation-completion', mine: false, askedAt: clock.ago(41), expiresAt: null },
    ),
    ask(
      3,
      'May WH/MO/00038 be closed?',
      { order: 'WH/MO/00038', ordered: { value: '25', uom: 'H87' }, received: { value: '25', uom: 'H87' } },
      {
        askedAt: clock.ago(1_420),
        answeredAt: clock.ago(1_405),
        answeredBy: 'eva',
        answer: 'yes',
        reason: 'All tested and packed',
      },
    ),
  ]
}

export const somebody: Session = {
  login: 'eva',
  name: 'Eva Lindqvist',
  grants: [
    { role: 'supervisor', plant: 'A' },
    { role: 'admin', plant: '*' },
  ],
  rights: [...rights],
  plants: [
    { id: 'A', name: 'Plant A, Steyr', timeZone: 'Europe/Vienna' },
    { id: 'B', name: 'Plant B, Toledo', timeZone: 'America/New_York' },
  ],
  csrf: 'stage-token-that-proves-nothing',
}
