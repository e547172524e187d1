import { type RefusedFact, type Trouble, wasRefused } from '#engine'
import type { MaintenanceOrder, MaintenanceState } from '#model/maintenance'
import { type MaintenanceOrderFile, type MaintenanceStep, moveOf } from '#model/maintenance-order-case'

/** The case of a maintenance order as a decision sees it. */
export type MaintenanceCase = { readonly state: string; readonly data: MaintenanceOrderFile } | undefined

export type OrderVerdict =
  /** `healed`: what came before was never told, so the order is taken as its owner has it. */
  | {
      readonly kind: 'goes-on'
      readonly state: MaintenanceState
      readonly file: MaintenanceOrderFile
      readonly healed: boolean
    }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }

interface Told {
  readonly order: string
  readonly told?: MaintenanceOrder | undefined
}

/**
 * Where a step leads a maintenance order. One that is not known yet was usually not lost but told in another turn, so its
 * owner is asked what it is and the case begins there.
 */
export function judgeStep(
  step: MaintenanceStep,
  { order, told }: Told,
  plant: string,
  file: MaintenanceCase,
  asked: MaintenanceOrder | RefusedFact | undefined,
): OrderVerdict {
  const now = told ?? (wasRefused(asked) ? undefined : asked)
  if ((!file && !now) || (now && now.plant !== plant)) return { kind: 'trouble', trouble: unknownOrder(order, asked) }
  if (!file) {
    const isBeginning = step === 'create' && told !== undefined
    const data: MaintenanceOrderFile = { order: now!, origin: isBeginning ? 'live' : 'reconciled' }
    // At its beginning an order is what it was made as; what it has become since is told by steps of its own.
    const state = isBeginning ? begunAs(now!.state) : now!.state
    return { kind: 'goes-on', state, file: data, healed: !isBeginning }
  }
  const move = moveOf(file.state, step)
  if ('no' in move) return { kind: 'trouble', trouble: mayNot(step, move.no, file) }
  const data = now ? { ...file.data, order: now } : file.data
  return { kind: 'goes-on', state: move.to, file: data, healed: false }
}

const begunAs = (state: MaintenanceState): MaintenanceState => (state === 'requested' ? 'requested' : 'approved')

const unknownOrder = (order: string, asked: MaintenanceOrder | RefusedFact | undefined): Trouble => ({
  code: 'UNKNOWN_MAINTENANCE_ORDER',
  owner: 'supervisor',
  sentence: wasRefused(asked) ? asked.refused.sentence : `This plant has no maintenance order ${order}.`,
  suggestion: 'Correct the number of the order and send it again, or skip the report with a reason.',
})

const becauseOf = {
  NOT_APPROVED: 'nobody has approved it yet',
  OVER: 'it is over',
  NOTHING_TO_REOPEN: 'it has not begun, so there is nothing to take up again',
} as const

const mayNot = (
  step: MaintenanceStep,
  no: keyof typeof becauseOf,
  { state, data: { order } }: NonNullable<MaintenanceCase>,
): Trouble => ({
  code: 'ILLEGAL_STATUS',
  owner: 'supervisor',
  sentence: `${order.label} cannot ${spoken[step]}: it is ${state}, and ${becauseOf[no]}.`,
  suggestion: 'Correct the order or its status in the CMMS and send it again, or skip this with a reason.',
})

const spoken: Record<MaintenanceStep, string> = {
  create: 'be created',
  approve: 'be approved',
  schedule: 'be scheduled',
  change: 'be changed',
  start: 'be started',
  hold: 'stand still',
  complete: 'be completed',
  close: 'be closed',
  cancel: 'be cancelled',
  reopen: 'be reopened',
}
