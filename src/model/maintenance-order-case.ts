import type { Instant } from '#kernel/time'
import type { MaintenanceOrder, MaintenanceState, PartNeed } from './maintenance.ts'
import type { Quantity } from './quantity.ts'

/** What the hub keeps of a maintenance order: as its owner told it last, and what it has used. */
export interface MaintenanceOrderFile {
  readonly order: MaintenanceOrder
  /** How the hub learned of the order: told by its owner, or looked up because the beginning had not come. */
  readonly origin: 'live' | 'reconciled'
  /** A breakdown that is over and that nobody said the failure mode of: no figure of reliability counts it. */
  readonly uncoded?: true
  /** Spare parts it has used, net of what came back. */
  readonly parts?: { readonly [part: string]: Quantity }
  /** Spare parts it is to have, as they were planned last. */
  readonly planned?: { readonly at: Instant; readonly parts: readonly PartNeed[] }
  /** What was asked to be set aside for it; a part keeps its place in the list for ever, by which effects are told apart. */
  readonly setAside?: readonly PartSetAside[]
  /** Each movement of a part, with what it came to in the books. */
  readonly moves?: readonly PartMove[]
  /** Each time somebody has worked on it. */
  readonly labour?: readonly LabourTime[]
  /** Fewer parts lie ready than shall: they are looked at again after a while. */
  readonly looksAgain?: true
  /** What the buyer was told because of it. */
  readonly signals?: readonly PartSignal[]
  /** Its copy in the maintenance of the ERP. */
  readonly mirror?: MirroredOrder
}

export interface MirroredOrder {
  /** What it was asked to say last. */
  readonly says?: string
  /** Where it stands there, as it was read back last. */
  readonly label?: string
  readonly link?: string
  readonly stage?: string
  readonly equipment?: string
  /** The ERP would not. */
  readonly refused?: string
}

export interface PartSetAside {
  readonly part: string
  readonly quantity: Quantity
  readonly storeroom?: string
  /** The books would not. */
  readonly refused?: string
  /** How it stood there when it was asked for last. */
  readonly lies?: Quantity
}

export interface PartMove {
  /** Whose event it was, by its own name and by the hub's. */
  readonly event: string
  readonly message: string
  readonly part: string
  readonly partName?: string
  readonly quantity: Quantity
  readonly isBack: boolean
  readonly lot?: string
  /** When it was taken; when its CMMS wrote that down; when the hub heard of it. */
  readonly occurredAt: Instant
  readonly recordedAt?: Instant
  readonly receivedAt: Instant
  readonly refused?: string
  /** At cost price when it was used; and the day the books have it on. */
  readonly worth?: { readonly value: string; readonly currency: string; readonly bookedOn: string }
}

export interface LabourTime {
  /** Whose event it was, by its own name and by the hub's. */
  readonly event: string
  readonly message: string
  readonly person: string
  readonly craft?: string
  /** When it began; where nobody said so, when it was told. */
  readonly at: Instant
  readonly ended?: Instant
  /** Decimal text. */
  readonly minutes: string
  /** It was wrong: kept, and not counted. */
  readonly takenBack?: true
}

export interface PartSignal {
  readonly part: string
  readonly quantity: Quantity
  readonly label: string
  readonly link?: string
}

/** What can happen to a maintenance order. */
export const maintenanceSteps = [
  'create',
  'approve',
  'schedule',
  'change',
  'start',
  'hold',
  'complete',
  'close',
  'cancel',
  'reopen',
] as const
export type MaintenanceStep = (typeof maintenanceSteps)[number]

type Move = { readonly to: MaintenanceState } | { readonly no: 'NOT_APPROVED' | 'OVER' | 'NOTHING_TO_REOPEN' }

const to = (state: MaintenanceState): Move => ({ to: state })
const notApproved: Move = { no: 'NOT_APPROVED' }
const over: Move = { no: 'OVER' }
const nothingToReopen: Move = { no: 'NOTHING_TO_REOPEN' }

/** Work that may be done: nobody is made to say when it began before saying that it is done. */
const open = (state: MaintenanceState): Record<MaintenanceStep, Move> => ({
  create: to(state),
  approve: to(state),
  schedule: to(state === 'approved' ? 'scheduled' : state),
  change: to(state),
  start: to('started'),
  hold: to('held'),
  complete: to('completed'),
  close: to('closed'),
  cancel: to('cancelled'),
  reopen: nothingToReopen,
})

/** What is over stays so until it is taken up again; but its codes may come later than its end. */
const ended = (state: MaintenanceState): Record<MaintenanceStep, Move> => ({
  create: to(state),
  approve: over,
  schedule: over,
  change: to(state),
  start: over,
  hold: over,
  complete: over,
  close: over,
  cancel: over,
  reopen: to('approved'),
})

/** Every state with every step: no cell is missing, and none is decided elsewhere. */
export const maintenanceCase: Record<MaintenanceState, Record<MaintenanceStep, Move>> = {
  requested: {
    ...open('requested'),
    approve: to('approved'),
    schedule: notApproved,
    start: notApproved,
    hold: notApproved,
    complete: notApproved,
    close: notApproved,
  },
  approved: open('approved'),
  // What was planned or begun may be put back: then it is as if it were approved only now.
  scheduled: { ...open('scheduled'), reopen: to('approved') },
  started: { ...open('started'), reopen: to('approved') },
  held: { ...open('held'), reopen: to('approved') },
  completed: { ...ended('completed'), complete: to('completed'), close: to('closed') },
  closed: { ...ended('closed'), close: to('closed') },
  cancelled: { ...ended('cancelled'), cancel: to('cancelled') },
}

export const moveOf = (state: string, step: MaintenanceStep): Move => maintenanceCase[state as MaintenanceState][step]

/** What must have happened on the way to somewhere else; that work began or ended there nobody has seen. */
const onTheWay: readonly MaintenanceStep[] = ['approve', 'reopen']
const last: readonly MaintenanceStep[] = [...onTheWay, 'schedule', 'start', 'hold', 'complete', 'close', 'cancel']

/**
 * The fewest steps that lead from one state to another, for an owner that is asked now and then and does not say what
 * happened in between. Where none do, none are told.
 */
export function stepsBetween(from: MaintenanceState, to: MaintenanceState): readonly MaintenanceStep[] {
  let ways: readonly { readonly at: MaintenanceState; readonly steps: readonly MaintenanceStep[] }[] = [
    { at: from, steps: [] },
  ]
  const seen = new Set([from])
  while (ways.length > 0 && from !== to) {
    const further = ways.flatMap(({ at, steps }) =>
      last.flatMap((step) => {
        const move = moveOf(at, step)
        return 'to' in move && move.to !== at ? [{ at: move.to, steps: [...steps, step] }] : []
      }),
    )
    const found = further.find(({ at }) => at === to)
    if (found) return found.steps
    ways = further.filter(({ at, steps }) => onTheWay.includes(steps.at(-1)!) && !seen.has(at) && seen.add(at))
  }
  return []
}
