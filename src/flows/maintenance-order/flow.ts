import { defineFlow, type Outcome } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { type MaintenanceOrder, MaintenanceOrderTold, type MaintenanceState } from '#model/maintenance'
import { type MaintenanceOrderFile, maintenanceSteps, type MaintenanceStep } from '#model/maintenance-order-case'
import { COPY_DUE, PARTS_PLANNED, stepOf, typeOfStep } from '#model/maintenance-events'
import type { CloudEvent, Message } from '#model/message'
import { MaintenanceDesk } from '#model/ports/maintenance-desk'
import { MaintenanceLedger } from '#model/ports/maintenance-ledger'
import { SparePartsLedger } from '#model/ports/spare-parts-ledger'
import { coded, uncodedStill } from './coding.ts'
import { isToBeCopied } from './copy.ts'
import { judgeStep, type MaintenanceCase } from './judge-order.ts'
import { repaired } from './repaired.ts'
import { reservationsFor } from './reservations.ts'

/**
 * The life of a maintenance order as its owner, the CMMS, tells it. The hub mirrors and never decides it; but what is told
 * out of its turn is healed by asking the owner, and what cannot be is put before somebody.
 */
export const maintenanceOrder = defineFlow({
  name: 'maintenance-order',
  version: '1',
  purpose: 'The hub knows each maintenance order of a CMMS as it stands, and each breakdown by how it failed',
  owner: 'supervisor',
  on: maintenanceSteps.map(typeOfStep),
  body: MaintenanceOrderTold,
  target: { p95: seconds(30), p99: minutes(2) },

  facts: (_message, { order, told }, file: MaintenanceCase) => ({
    order: file || told ? undefined : MaintenanceDesk.order(order),
  }),

  decide({ message, body, facts, file, keeps }): Outcome<MaintenanceOrderFile> {
    const step = stepOf(message.type)
    const verdict = judgeStep(step, body, message.plant, file, facts.order)
    if (verdict.kind === 'trouble') {
      const { trouble } = verdict
      return { verdict: 'refused', code: trouble.code, sentence: trouble.sentence, trouble }
    }
    const failure = { ...verdict.file.order.failure, ...body.failure }
    const known = { ...verdict.file, order: { ...verdict.file.order, ...(body.failure ? { failure } : {}) } }
    const { said, ...follows } = coded(verdict.state, known)
    const healed = verdict.healed ? ' Its beginning was not told, so its owner was asked.' : ''
    return {
      verdict: 'accepted',
      sentence: `${spoken(step, known.order)}${body.reason ? `: ${body.reason}` : ''}.${healed}${said}`,
      ...follows,
      events: [
        ...repaired(message, file, verdict.state, known.order),
        ...(keeps(SparePartsLedger) ? partsToldAnew(message, verdict.state, known) : []),
        ...(keeps(MaintenanceLedger) ? toldInErp(message, verdict.state, known) : []),
      ],
    }
  },

  answered: (): Outcome<MaintenanceOrderFile> => ({
    verdict: 'accepted',
    sentence: 'Nothing was asked of another system.',
  }),

  due: ({ file }) => uncodedStill(file),
})

/** Where the order stands now other parts lie ready for it: that has a turn of its own, and stops nothing of the order. */
function partsToldAnew(
  { id, plant, source, occurredAt }: Message,
  state: string,
  file: MaintenanceOrderFile,
): readonly CloudEvent[] {
  if (reservationsFor(plant, state, file).intents.length === 0) return []
  const data = { order: file.order.id }
  return [{ specversion: '1.0', id: `parts.${id}`.slice(0, 128), source, type: PARTS_PLANNED, time: occurredAt, data }]
}

/** The ERP is told in a turn of its own, too. */
function toldInErp(
  { id, plant, source, occurredAt }: Message,
  state: MaintenanceState,
  file: MaintenanceOrderFile,
): readonly CloudEvent[] {
  if (!isToBeCopied(plant, state, file)) return []
  const { id: order, asset } = file.order
  const data = { order, ...(asset === undefined ? {} : { asset }) }
  return [{ specversion: '1.0', id: `copy.${id}`.slice(0, 128), source, type: COPY_DUE, time: occurredAt, data }]
}

const became: Record<MaintenanceStep, string> = {
  create: 'is there',
  approve: 'is approved',
  schedule: 'is scheduled',
  change: 'was changed',
  start: 'is worked on',
  hold: 'stands still',
  complete: 'is done',
  close: 'is closed',
  cancel: 'is cancelled',
  reopen: 'is taken up again',
}

const spoken = (step: MaintenanceStep, { label, title, assetName, asset, plannedStart }: MaintenanceOrder): string => {
  const about = assetName ?? asset
  const at = step === 'schedule' && plannedStart ? ` for ${plannedStart}` : ''
  return `${label}, ${title}${about ? ` (${about})` : ''}, ${became[step]}${at}`
}
