import { between, type Duration, hours, type Instant, isAfter, later, minutes } from '#kernel/time'
import { type DowntimeFile, lasting } from '#model/asset-downtime-case'
import type { MaintenanceOrderFile } from '#model/maintenance-order-case'
import type { WindowFile, WindowState } from '#model/maintenance-window-case'
import type { Missing, Proof } from '#model/reach'

/** What maintenance has told of one plant, as the hub's cases have it. */
export interface Maintenance {
  readonly windows: readonly { readonly state: WindowState; readonly data: WindowFile; readonly changed: Instant }[]
  readonly downtimes: readonly { readonly data: DowntimeFile; readonly changed: Instant }[]
  /** Maintenance orders that are worked on, or whose planned beginning is past. */
  readonly orders: readonly MaintenanceOrderFile[]
}

/** What both agreed to, or what stands still, is in the ERP within this. */
const BOOKED = minutes(5)
/** A breakdown that is worked on is a standstill that somebody has told by then. */
const STANDS = minutes(10)
/** Work for which nobody has planned a time is done within a day. */
const WORKED_ON = hours(24)

const standing: readonly WindowState[] = ['approved', 'changed', 'asked-again', 'started']

/**
 * No message is a signal too: what should have come by now, the longest overdue first. So long after its time maintenance
 * may say that something has begun or is over.
 */
export function missingIn(told: Maintenance, now: Instant, patience: Duration): readonly Missing[] {
  const all = [
    ...told.windows.flatMap((window) => ofWindow(window, patience)),
    ...told.downtimes.flatMap(({ data }) => ofStandstill(data)),
    ...told.orders.flatMap((order) => [...ofBreakdown(order, told), ...ofOrder(order, told, patience)]),
  ]
  return all
    .filter(({ expectedBy }) => isAfter(now, expectedBy))
    .toSorted((one, other) => between(other.expectedBy, one.expectedBy))
}

/** The last proof that what maintenance says gets to the ERP. */
export function proofIn({ windows, downtimes }: Maintenance): Proof | undefined {
  const closed = windows.flatMap(({ data, changed }): readonly Proof[] => {
    const names = data.booked?.workCentres.filter(({ id }) => data.erp?.[id] === 'closed').map(({ name }) => name) ?? []
    const sentence = `${data.title}: the ERP has closed ${names.join(', ')} for it.`
    return names.length > 0 ? [{ about: data.window, at: changed, sentence }] : []
  })
  const blocked = downtimes.flatMap(({ data, changed }): readonly Proof[] => {
    const last = data.downtimes.findLast(({ block }) => block?.erp === 'closed' || block?.erp === 'free')
    const sentence = `${data.order.label} stood still, and the ERP knew it of ${last?.block?.workCentre.name}.`
    return last ? [{ about: data.asset, at: changed, sentence }] : []
  })
  return [...closed, ...blocked].toSorted((one, other) => between(one.at, other.at))[0]
}

function ofWindow({ state, data }: Maintenance['windows'][number], patience: Duration): readonly Missing[] {
  const { window: about, title, start, end, booked, production } = data
  if (state === 'proposed')
    return [
      {
        ...{ kind: 'window-not-decided', about, expectedBy: start },
        sentence: `${title} (${about}) was to begin, and maintenance has not said that it is agreed to.`,
        remedy: 'Have maintenance agree to it in its system, plan it anew or call it off.',
      },
    ]
  if (state === 'asked' || state === 'asked-again')
    return [
      {
        ...{ kind: 'window-not-answered', about, expectedBy: start },
        sentence: `${title} (${about}) was to begin, and production has not answered.`,
        remedy: 'Answer under Approvals, or have maintenance plan it anew.',
      },
      ...notBooked(data, later(booked?.start ?? start, BOOKED)),
    ]
  if (!standing.includes(state) || !booked) return []
  const open = notBooked(data, later(production?.at ?? booked.start, BOOKED))
  if (state === 'approved')
    return [
      ...open,
      {
        ...{ kind: 'window-not-begun', about, expectedBy: later(start, patience) },
        sentence: `${title} (${about}) should have begun, and nobody has said that it did.`,
        remedy: 'Have maintenance say in its system that it began, or call it off: the work centre is closed for it.',
      },
    ]
  if (state === 'started')
    return [
      ...open,
      {
        ...{ kind: 'window-not-over', about, expectedBy: later(end, patience) },
        sentence: `${title} (${about}) should be over, and nobody has said that it is.`,
        remedy: 'Have maintenance say in its system that it is over, or plan for how long it still takes.',
      },
    ]
  return open
}

function notBooked({ window: about, title, booked, erp }: WindowFile, expectedBy: Instant): readonly Missing[] {
  const open = booked?.workCentres.filter(({ id }) => erp?.[id] !== 'closed') ?? []
  return open.map(({ id, name }) => ({
    ...{ kind: 'window-not-booked', about, expectedBy },
    sentence: `${title} (${about}) was agreed to, and the ERP ${erp?.[id] === 'refused' ? 'would not close' : 'has not closed'} ${name} for it.`,
    remedy:
      'See what stands under Exceptions about it; "millwright doctor" says whether the ERP lets the hub close work centres.',
  }))
}

function ofStandstill({ asset: about, order: { label }, ...file }: DowntimeFile): readonly Missing[] {
  const down = lasting(file)
  if (!down || down.voided || down.block?.erp === 'closed') return []
  const heard = down.said.map((one) => one.heard).toSorted((one, other) => between(other, one))[0] ?? down.from
  return [
    {
      ...{ kind: 'standstill-not-booked', about, expectedBy: later(heard, BOOKED) },
      sentence: `${label} stands still, and ${down.block ? `the ERP has not closed ${down.block.workCentre.name}` : 'no work centre of the ERP is closed for it'}.`,
      remedy: 'Say under Assets which work centre its place is, or see what stands under Exceptions about it.',
    },
  ]
}

function ofBreakdown({ order }: MaintenanceOrderFile, { downtimes }: Maintenance): readonly Missing[] {
  const { asset, started, kind, label, assetName } = order
  if (kind !== 'corrective-breakdown' || asset === undefined || started === undefined) return []
  const known = downtimes.find(({ data }) => data.asset === asset)?.data.downtimes ?? []
  if (known.some(({ until }) => until === undefined || isAfter(until, started))) return []
  return [
    {
      ...{ kind: 'breakdown-not-told', about: order.id, expectedBy: later(started, STANDS) },
      sentence: `${label} mends a breakdown of ${assetName ?? asset}, and nobody has said that it stands still.`,
      remedy: 'Report that it stands still, or have maintenance say in its system that the machine works.',
    },
  ]
}

/** What a window is for is asked of the window. */
function ofOrder({ order }: MaintenanceOrderFile, { windows }: Maintenance, patience: Duration): readonly Missing[] {
  const { id: about, label, title, state, started, plannedStart, plannedEnd } = order
  if (windows.some(({ data }) => data.order === about)) return []
  if ((state === 'approved' || state === 'scheduled') && plannedStart !== undefined)
    return [
      {
        ...{ kind: 'order-not-begun', about, expectedBy: later(plannedStart, patience) },
        sentence: `${label} (${title}) should have begun, and nobody has said that it did.`,
        remedy: 'Have maintenance say in its system that it began, or plan it anew.',
      },
    ]
  if (state !== 'started' || started === undefined) return []
  const planned = plannedStart !== undefined && plannedEnd !== undefined ? between(plannedStart, plannedEnd) : undefined
  return [
    {
      ...{ kind: 'order-not-over', about },
      expectedBy: later(started, planned === undefined ? WORKED_ON : planned + patience),
      sentence: `${label} (${title}) should be done, and nobody has said that it is.`,
      remedy:
        'Have maintenance say in its system that it is done or stands still, or plan for how long it still takes.',
    },
  ]
}
