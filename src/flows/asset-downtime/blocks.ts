import type { Policy } from '#engine'
import { between, type Duration, epochMilliseconds, instant, type Instant, isAfter, later, minutes } from '#kernel/time'
import type { Downtime, DowntimeFile, StandstillBlock } from '#model/asset-downtime-case'
import type { Place } from '#model/ports/capacity-desk'
import { PlanningLedger } from '#model/ports/planning-ledger'
import type { Intention } from '#model/ports/port'

export interface Ground {
  readonly plant: string
  readonly now: Instant
  readonly policy: Pick<Policy, 'breakdowns'>
  /** Where the asset stands; where it stood is known of a standstill that was booked before. */
  readonly place?: Place | undefined
  /** Whether somebody plans the plant's work centres. */
  readonly mayBlock: boolean
}

/** A block reaches so far beyond now at least; it is looked at again a little before it would end. */
const AHEAD = minutes(15)
const LOOK = minutes(10)
/** What is over so soon closes nothing. */
const SHORTEST = minutes(1)

/** Two plants may call their assets alike, and share an ERP. */
export const blockName = (plant: string, asset: string, number: number): string =>
  `${plant}/breakdown ${asset} ${number}`

type Wanted = Pick<StandstillBlock, 'workCentre' | 'from' | 'to'>

/** Each standstill with the block it is to have in the ERP, and what has to happen there for that. */
export function booked(
  before: DowntimeFile,
  after: DowntimeFile,
  ground: Ground,
): { readonly file: DowntimeFile; readonly intents: readonly Intention[] } {
  if (!ground.mayBlock) return { file: after, intents: [] }
  const intents: Intention[] = []
  const ask = (make: (nth: number) => Intention): void => {
    intents.push(make(intents.length))
  }
  const downtimes = after.downtimes.map((one): Downtime => {
    const { block: stands } = one
    const wanted = wantedFor(one, ground)
    const window = blockName(ground.plant, after.asset, one.number)
    const isThere = stands !== undefined && stands.erp !== 'free' && stands.erp !== 'refused'
    const isElsewhere = wanted && stands && wanted.workCentre.id !== stands.workCentre.id
    if (isThere && (!wanted || isElsewhere))
      ask((nth) => PlanningLedger.freeBlock({ window, workCentre: stands.workCentre.id }, nth))
    if (!wanted) return isThere ? { ...one, block: { ...stands, erp: 'asked' } } : one
    // What the ERP refused for this work centre, or somebody has deleted there, is not asked for again in silence.
    if (stands && !isElsewhere && (!isThere || isAsItIs(stands, wanted))) return one
    const { workCentre, from, to } = wanted
    const body = { window, title: titleOf(after, one), workCentre: workCentre.id, from, to }
    ask((nth) =>
      isThere && !isElsewhere
        ? PlanningLedger.moveBlock({ ...body, anew: false }, nth)
        : PlanningLedger.block(body, nth),
    )
    const place = ground.place?.equipment
    return { ...one, ...(place === undefined ? {} : { place }), block: { ...wanted, erp: 'asked' } }
  })
  for (const { number, block: stood } of before.downtimes)
    if (stood && !isKept(number, downtimes, before, after))
      ask((nth) =>
        PlanningLedger.freeBlock(
          { window: blockName(ground.plant, after.asset, number), workCentre: stood.workCentre.id },
          nth,
        ),
      )
  return { file: { ...after, downtimes }, intents }
}

/** When a block that reaches to this has to be looked at again. */
export const lookAgainAfter = (now: Instant, to: Instant): Duration => Math.max(minutes(1), between(now, to) - LOOK)

function wantedFor(one: Downtime, { place, now, policy }: Ground): Wanted | undefined {
  const { from, until, voided, block } = one
  if (voided) return undefined
  if (until !== undefined)
    return block && between(from, until) >= SHORTEST ? { workCentre: block.workCentre, from, to: until } : undefined
  const workCentre = place?.workCentre ?? block?.workCentre
  if (!workCentre) return undefined
  const to = block && isAfter(block.to, later(now, AHEAD)) ? block.to : expectedEnd(from, now, policy.breakdowns.repair)
  return { workCentre, from, to }
}

/** As long as a repair usually takes; then as long again, until somebody says that it works. */
function expectedEnd(from: Instant, now: Instant, repair: Duration): Instant {
  const times = Math.floor(Math.max(0, between(from, later(now, AHEAD))) / repair) + 1
  return instant(epochMilliseconds(from) + times * repair)
}

const isAsItIs = (stands: StandstillBlock, wanted: Wanted): boolean =>
  stands.from === wanted.from && stands.to === wanted.to

const isKept = (number: number, kept: readonly Downtime[], before: DowntimeFile, after: DowntimeFile): boolean =>
  kept.some((one) => one.number === number) || before.forgotten !== after.forgotten

const titleOf = ({ order: { label } }: DowntimeFile, { reason }: Downtime): string =>
  `${label} stands still${reason ? `: ${reason}` : ''}`.slice(0, 200)
