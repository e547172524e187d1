import { between, type Duration, hours, type Instant, isAfter, later, minutes } from '#kernel/time'
import type { Cause } from '../cause.ts'
import { counted, momentText, spanText } from '../words.ts'
import { looking, patienceOf, type Scene } from './scene.ts'
import { SILENT } from './systems.ts'

const lookAtMaintenance = looking('look-at-maintenance')

/** What a CMMS has told so far, and by which way. */
export interface Rhythm {
  readonly system: string
  readonly asked_at: Instant
  readonly told_at: Instant | null
  readonly told: number
  readonly longest: number
  readonly hinted_at: Instant | null
  readonly unhinted: number
  readonly unhinted_since: Instant | null
  readonly most_unhinted: number
  readonly lost: number
  readonly lost_since: Instant | null
  /** Since when a process of the hub asks; null where none does. */
  readonly begun_at: Instant | null
}

/** Of one that has told less than this nobody knows its rhythm. */
const KNOWN = 20
/** A silence is longer than ever when it is so by half, and worth a word only then. */
const [LONGER, LEAST] = [1.5, hours(1)]
/** Whoever has not answered for so long is away, and not silent. */
const ANSWERS = minutes(5)
/** So many in a row are no chance. */
const [UNHINTED, LOST] = [5, 3]

/** A CMMS that is away, that answers as if nothing happened in the plant, or whose webhooks do not agree with what it tells. */
export async function maintenanceCauses(scene: Scene): Promise<readonly Cause[]> {
  const { sql, home, now, rules, plants, systems } = scene
  const rows = await sql.all<Rhythm>(lookAtMaintenance, [home, later(now, -SILENT)])
  return rows.flatMap((row) => {
    const system = systems.find(({ id }) => id === row.system)
    const its = plants.filter(({ id }) => system?.plants.includes(id))
    return its.flatMap(({ id, timeZone }) =>
      rhythmCauses(row, {
        ...{ plant: id, title: system!.title, zone: timeZone, now },
        patience: patienceOf(rules, id, 'system'),
      }),
    )
  })
}

interface Place {
  readonly plant: string
  readonly title: string
  readonly zone: string
  readonly now: Instant
  /** How long a system may be away. */
  readonly patience: Duration
}

export function rhythmCauses(rhythm: Rhythm, place: Place): readonly Cause[] {
  if (between(rhythm.asked_at, place.now) > ANSWERS) return away(rhythm, place)
  const causes = [silence(rhythm, place), unhinted(rhythm, place) ?? lost(rhythm, place)]
  return causes.filter((cause) => cause !== undefined)
}

const common = ({ system }: Rhythm, { plant }: Place) =>
  ({ plant, about: system, severity: 'warning', owner: 'integration', link: '/windows' }) as const

/** Not for as long as nobody asked: a hub that begins anew has it answer first. */
function away(rhythm: Rhythm, place: Place): readonly Cause[] {
  const { system, asked_at: answered, begun_at: begun } = rhythm
  const { title, zone, now, patience } = place
  if (begun === null || between(isAfter(begun, answered) ? begun : answered, now) <= patience) return []
  return [
    {
      ...common(rhythm, place),
      ...{ cause: 'system-away', severity: 'critical', link: '/', count: 1 },
      sentence: `${title} (${system}) has not answered since ${momentText(answered, zone)}; what maintenance does there does not reach planning.`,
      now: 'See that it runs, can be reached and lets the hub in; what changed meanwhile is found by asking then. A breakdown can be reported by hand until then.',
    },
  ]
}

function silence(rhythm: Rhythm, place: Place): Cause | undefined {
  const { system, told_at: since, told, longest } = rhythm
  const { title, zone, now } = place
  if (since === null || told < KNOWN || between(since, now) <= Math.max(LEAST, LONGER * longest)) return undefined
  return {
    ...common(rhythm, place),
    cause: 'cmms-silent',
    count: 1,
    sentence: `${title} (${system}) answers and has told nothing new since ${momentText(since, zone)}; it was never silent for longer than ${spanText(longest)}, and was expected to tell something by ${momentText(later(since, longest), zone)}.`,
    now: 'See whether people still write down work there, and whether the hub may still see it. It is over with the next thing that it tells.',
  }
}

function unhinted(rhythm: Rhythm, place: Place): Cause | undefined {
  const { system, hinted_at: hinted, unhinted: count, unhinted_since: since, most_unhinted: most } = rhythm
  if (hinted === null || since === null || count < Math.max(UNHINTED, 2 * most)) return undefined
  return {
    ...common(rhythm, place),
    cause: 'cmms-webhooks',
    count,
    sentence: `${place.title} (${system}) was asked and told something new ${counted(count, 'time')} since ${momentText(since, place.zone)}, and no webhook came; the last one came on ${momentText(hinted, place.zone)}.`,
    now: 'See in it whether its webhooks are still set up, and reach the hub. What changes is found by asking meanwhile, only later.',
  }
}

function lost(rhythm: Rhythm, place: Place): Cause | undefined {
  const { system, lost: count, lost_since: since } = rhythm
  if (since === null || count < LOST) return undefined
  return {
    ...common(rhythm, place),
    cause: 'cmms-webhooks',
    count,
    sentence: `${counted(count, 'webhook')} of ${place.title} (${system}) since ${momentText(since, place.zone)} told of records that it does not show when it is asked.`,
    now: 'See whether the user of the hub may see all of its records, and whether what it answers is as new as its webhooks are.',
  }
}
