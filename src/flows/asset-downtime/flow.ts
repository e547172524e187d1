import { defineFlow, type Outcome, type RefusedFact, type Situation, wasRefused } from '#engine'
import { between, hours, type Instant, minutes, seconds } from '#kernel/time'
import { SaidOfAsset } from '#model/asset-downtime'
import {
  ASSET_FAILED,
  ASSET_REPAIRED,
  DOWNTIME_ENDED,
  DOWNTIME_RECLASSIFIED,
  DOWNTIME_STARTED,
  FAILURE_VOIDED,
  FAILURE_WITHDRAWN,
} from '#model/asset-downtime-events'
import { type DowntimeFile, heard, lasting, type StandstillBlock } from '#model/asset-downtime-case'
import { CapacityDesk, type Place } from '#model/ports/capacity-desk'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { isFirst } from '#model/standstills'
import { answeredBlock } from './answered.ts'
import { booked, lookAgainAfter } from './blocks.ts'
import { fileOf } from './file.ts'
import { coding, recording, weighing } from './further.ts'
import { withdrawn } from './replanned.ts'
import { sayingOf } from './saying.ts'
import { OPEN, openForLong, tooOld, unmapped, waiting } from './troubles.ts'
import { spoken } from './words.ts'

/** Reminders: that it stands still for long, and that its block in the ERP comes to its end. */
const LONG = 'open'
const LONGER = 'extend'
const OPEN_AFTER = hours(24)

const on = [
  ...[ASSET_FAILED, FAILURE_VOIDED, FAILURE_WITHDRAWN],
  ...[DOWNTIME_STARTED, DOWNTIME_ENDED, DOWNTIME_RECLASSIFIED, ASSET_REPAIRED],
]

type Reported = Situation<SaidOfAsset, { readonly place: Place | RefusedFact }, DowntimeFile>

/**
 * An asset has failed, as one or several say who see it: that is one standstill, from the first sign of it to the repair.
 * Its work centre is closed in the ERP for as long, and whoever plans hears of it.
 */
export const assetDowntime = defineFlow({
  name: 'asset-downtime',
  version: '2',
  purpose: 'A breakdown is one standstill from its first sign to its repair, and its work centre is closed for as long',
  owner: 'supervisor',
  on,
  body: SaidOfAsset,
  target: { p95: seconds(10), p99: seconds(30) },
  hearsConfirmations: true,
  // Whoever sees a machine stand still is heard; the reason is another matter.
  asksOwner: true,

  facts: ({ plant }, { asset }) => ({ place: CapacityDesk.place({ plant, equipment: asset }) }),

  decide: (situation): Outcome<DowntimeFile> => decided(situation),

  answered: answeredBlock,

  due({ message, body: { name }, file: known, now, policy, keeps }): Outcome<DowntimeFile> {
    const file = known && fileOf(known, message.key, message.key)
    const down = file && lasting(file)
    if (!file || !down) return { verdict: 'accepted', sentence: 'It works again.' }
    const { label } = file.order
    if (name === LONG) {
      if (between(down.from, now) < OPEN_AFTER) return { verdict: 'accepted', sentence: `${label} had worked since.` }
      const trouble = openForLong(label, down.from)
      return { verdict: 'flagged', code: OPEN, sentence: trouble.sentence, trouble }
    }
    const { plant } = message
    const { file: data, intents } = booked(file, file, { plant, now, policy, mayBlock: keeps(PlanningLedger) })
    if (intents.length === 0) return { verdict: 'accepted', sentence: `${label} is closed for long enough.` }
    return {
      verdict: 'accepted',
      sentence: `${label} still stands still: its work centre stays closed.`,
      file: { state: 'down', data },
      intents,
      reminders: longer(lasting(data)?.block, now),
    }
  },
})

function decided(situation: Reported): Outcome<DowntimeFile> {
  const { message, body, file: known, facts, now, policy, keeps } = situation
  const before = fileOf(known, body.asset, body.assetName ?? body.asset)
  const { label } = before.order
  if (message.type === ASSET_FAILED && 'functionLost' in body && !body.functionLost)
    return {
      verdict: 'accepted',
      sentence: `${label} has a failure and works on${'reason' in body && body.reason ? `: ${body.reason}` : ''}.`,
    }
  const saying = sayingOf(message, body)
  if (before.forgotten !== undefined && saying.at <= before.forgotten) return refused(tooOld(label, before.forgotten))

  const place = wasRefused(facts.place) ? undefined : facts.place
  const after = heard(before, saying, policy.breakdowns.sameFailure)
  const mine = after.downtimes.find(({ said }) => said.some(({ id }) => id === saying.id))
  if (!mine && saying.what !== 'repaired') return waiting(saying, before, policy.patience.original)
  const ground = { plant: message.plant, now, policy, place, mayBlock: keeps(PlanningLedger) }
  const { file, intents } = booked(before, after, ground)
  const down = lasting(file)
  const follows = {
    file: { state: down ? 'down' : 'running', data: file },
    intents,
    events: [
      ...weighing(message, before, file),
      ...recording(message, before, file),
      ...coding(message, saying, mine),
      ...withdrawn(message, before, file),
    ],
  } satisfies Partial<Outcome<DowntimeFile>>
  if (!mine)
    return { verdict: 'accepted', sentence: `${label} is repaired, and was not said to stand still.`, ...follows }

  const sentence = spoken(saying, mine, file, policy.timeZone)
  if (down === undefined)
    return { verdict: 'accepted', sentence, ...follows, settles: [{ code: OPEN, reminder: LONG }] }
  const reminders = [
    ...(down.revision === 1 ? [{ name: LONG, after: OPEN_AFTER + minutes(1) }] : []),
    ...(intents.length > 0 ? longer(down.block, now) : []),
  ]
  if (ground.mayBlock && isFirst(saying, mine.said) && mine.number === down.number && !place?.workCentre) {
    const trouble = unmapped(label, place)
    return { ...refused(trouble), ...follows, reminders }
  }
  return { verdict: 'accepted', sentence, ...follows, reminders }
}

/** Before its block in the ERP comes to its end, it is looked at again. */
const longer = (block: StandstillBlock | undefined, now: Instant): NonNullable<Outcome['reminders']> =>
  block ? [{ name: LONGER, after: lookAgainAfter(now, block.to) }] : []

const refused = (trouble: NonNullable<Outcome['trouble']>): Outcome<DowntimeFile> => ({
  verdict: 'refused',
  code: trouble.code,
  sentence: trouble.sentence,
  trouble,
})
