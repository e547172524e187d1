import type { Policy, Trouble } from '#engine'
import { between, days, type Instant, isAfter } from '#kernel/time'
import type { Consequences } from '#model/ports/capacity-desk'
import type { WindowTold } from '#model/maintenance-window'
import {
  moveOfWindow,
  type OrderInTheWay,
  type WindowFile,
  type WindowPlan,
  type WindowStep,
} from '#model/maintenance-window-case'

export type WindowCase = { readonly state: string; readonly data: WindowFile } | undefined

export type WindowVerdict =
  /** Something newer is known: this changes nothing. */
  | { readonly kind: 'superseded'; readonly by: number }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'known'; readonly state: string; readonly file: WindowFile }

interface Saying {
  readonly step: WindowStep
  readonly told: WindowTold
  readonly by: string
  readonly at: Instant
}

/**
 * What a window is, once it was told whole: as it was said, or why it cannot be. A change of what both had agreed to keeps
 * what they agreed to, and asks both anew.
 */
export function judgeWindow(
  { step, told, by, at }: Saying,
  known: WindowCase,
  ground: Consequences,
  { policy, now }: { readonly policy: Pick<Policy, 'windows'>; readonly now: Instant },
): WindowVerdict {
  const { window, version, equipment, start, end } = told
  const maintenance = agreedBy(step, told, by, at)
  if (known && version <= known.data.version) {
    if (version < known.data.version) return { kind: 'superseded', by: known.data.version }
    if (isOther(told, known.data))
      return trouble('STALE_VERSION', `Version ${version} of ${window} was told before, and said otherwise.`)
    // Nothing new: neither what it is, nor that maintenance agrees.
    if (known.data.maintenance || !maintenance) return { kind: 'known', state: known.state, file: known.data }
  }
  const move = moveOfWindow(known?.state ?? 'proposed', maintenance ? 'approve' : step)
  if ('no' in move) return trouble(move.no, `${window} is ${known?.state ?? 'not there'} and cannot be told anew.`)

  const nobody = ground.places.find(({ known: isKnown }) => !isKnown)
  if (nobody) return trouble('UNKNOWN_ASSET', `${window} takes out ${nobody.name}, which nobody here knows.`)
  const nowhere = ground.places.find(({ workCentre }) => !workCentre)
  if (nowhere)
    return trouble(
      'UNMAPPED_ASSET',
      `${window} takes out ${nowhere.name}, and nobody has said which work centre ${nowhere.equipment ?? 'that'} is.`,
    )
  if (!isAfter(end, now)) return trouble('TIME_TOO_OLD', `${window} would be over already.`)
  if (between(start, end) > policy.windows.longest)
    return trouble(
      'WINDOW_TOO_LONG',
      `${window} would take ${Math.round(between(start, end) / days(1))} days; the plant allows ${Math.round(policy.windows.longest / days(1))}.`,
    )

  const plan = planOf(told, ground)
  const file: WindowFile = {
    ...{ window, version, title: told.title ?? window, equipment, ...plan },
    ...(told.order ? { order: told.order } : {}),
    ...(maintenance ? { maintenance } : {}),
    ...(known?.data.booked ? { booked: known.data.booked } : {}),
    ...(known?.data.erp ? { erp: known.data.erp } : {}),
    ...(known?.data.isPlanned ? { isPlanned: true } : {}),
    affected: inTheWay(ground),
    conflicts: ground.others.map((other) => other.window),
  }
  return { kind: 'known', state: move.to, file }
}

const isOther = (told: WindowTold, { start, end, equipment }: WindowFile): boolean =>
  isAfter(told.start, start) ||
  isAfter(start, told.start) ||
  isAfter(told.end, end) ||
  isAfter(end, told.end) ||
  told.equipment.toSorted().join('\n') !== equipment.toSorted().join('\n')

function agreedBy(
  step: WindowStep,
  { approvals = [] }: WindowTold,
  by: string,
  at: Instant,
): WindowFile['maintenance'] {
  const said = approvals.find(({ role }) => role === 'maintenance')
  if (said) return { by: said.by, at: said.at ?? at }
  return step === 'approve' ? { by, at } : undefined
}

function planOf({ start, end }: WindowTold, { places }: Consequences): WindowPlan {
  const centres = new Map(
    places.flatMap(({ workCentre }) => (workCentre ? [[workCentre.id, workCentre] as const] : [])),
  )
  return { start, end, workCentres: [...centres.values()] }
}

/** Operations of one order are one line: what a planner looks at is the order. */
function inTheWay({ operations }: Consequences): readonly OrderInTheWay[] {
  return [...Map.groupBy(operations, ({ order }) => order).values()]
    .map(([first, ...more]) => ({
      ...{ order: first!.order, label: first!.label, isUrgent: first!.isUrgent },
      ...(first!.link ? { link: first!.link } : {}),
      ...(first!.promised ? { promised: first!.promised } : {}),
      minutes: [first!, ...more].reduce((sum, { minutes }) => sum + minutes, 0),
      isStarted: [first!, ...more].some(({ isStarted }) => isStarted),
    }))
    .toSorted((one, other) => Number(other.isUrgent) - Number(one.isUrgent) || other.minutes - one.minutes)
}

const suggestions: Readonly<Record<string, string>> = {
  STALE_VERSION: 'Tell the change as a version of its own.',
  WINDOW_OVER: 'Tell it as a window of its own.',
  UNKNOWN_ASSET: 'Correct the name, or tell the asset under Assets, and retry.',
  UNMAPPED_ASSET: 'Say under Assets which work centre it is, and retry.',
  TIME_TOO_OLD: 'Correct the times, or skip this with a reason.',
  WINDOW_TOO_LONG: 'Correct the times and retry, or have the rule changed under Rules.',
}

const trouble = (code: string, sentence: string): WindowVerdict => ({
  kind: 'trouble',
  trouble: { code, owner: 'planner', sentence, suggestion: suggestions[code] ?? 'Correct it and retry.' },
})
