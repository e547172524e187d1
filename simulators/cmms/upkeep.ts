import { z } from 'zod'
import { hours, minutes } from '../../src/kernel/time.ts'
import { type Chance, chanceFrom } from '../chance.ts'
import { type Agenda, agenda } from '../mes/agenda.ts'
import { type Standstill, standstillsOf, Wear, wearChance } from '../wear.ts'
import type { Row, WorkOrder } from './books.ts'
import type { SimulatedCmms } from './cmms.ts'

const Hours = z.number().positive()

/** What is looked after, in hours of the plant. */
export const Upkeep = z.strictObject({
  parts: z.array(z.strictObject({ number: z.string(), name: z.string(), stock: z.number().default(1000) })).default([]),
  assets: z
    .array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        wear: Wear.prefault({}),
        modes: z.array(z.string()).min(1).describe('How it fails, in codes'),
        part: z.string().optional().describe('What half of its repairs use'),
        care: z
          .strictObject({ title: z.string(), every: Hours, ahead: Hours, lasts: Hours })
          .optional()
          .describe('Work that is planned so long ahead, and for which it stands still'),
      }),
    )
    .min(1),
})
export type Upkeep = z.infer<typeof Upkeep>
type Maintained = Upkeep['assets'][number]

export interface UpkeepParts {
  readonly plan: Upkeep
  readonly cmms: Pick<SimulatedCmms, 'drive' | 'books'>
  readonly seed: string
  /** Seconds of the plant in one of ours. */
  readonly speed: number
  /** When the lives of the machines began, by our clock. */
  readonly begins: number
}

export interface UpkeepWork {
  /** Everything that is due until a moment of our clock is done in the CMMS. */
  workUntil(now: number): void
  /** When the next thing is due, by our clock. */
  next(): number
}

/**
 * Plays the people who work with a CMMS: what breaks down is written down, begun, repaired and said how it had failed;
 * what is to be looked after is planned ahead, begun and done in time. What stood open from before is settled first.
 */
export function upkeep({ plan, cmms, seed, speed, begins }: UpkeepParts): UpkeepWork {
  const chance = chanceFrom(seed)
  const plans: Agenda = agenda(() => {})
  const ours = (at: number): number => begins + at / speed
  const { books, drive } = cmms
  const open = (): readonly Row<WorkOrder>[] =>
    books.orders.all(Infinity).filter(({ value }) => ['open', 'started', 'held'].includes(value.status))

  const known = new Map(books.assets.all(Infinity).map(({ id, value }) => [value.code, id]))
  const numbers = new Map(books.parts.all(Infinity).map(({ id, value }) => [value.number, id]))
  for (const part of plan.parts)
    if (!numbers.has(part.number)) numbers.set(part.number, drive({ do: 'addPart', ...part }))
  settleTheOld()
  for (const asset of plan.assets) {
    const { code, name } = asset
    const id = known.get(code) ?? drive({ do: 'addAsset', name, code })
    wears(asset, id, standstillsOf(asset.wear, wearChance(chance, code)))
    const own = chance.named(`care of ${code}`)
    if (asset.care && !open().some(({ value }) => value.kind === 'preventive' && value.asset === id))
      caredFor(asset.care, id, minutes(own.between(5, 45)))
  }

  /** Repaired while nobody looked; what had been planned for later goes on as it was planned. */
  function settleTheOld(): void {
    for (const { id, value } of books.assets.all(Infinity)) if (value.isDown) drive({ do: 'repair', asset: id })
    for (const { id, value } of open())
      if (value.kind === 'preventive' && value.status === 'open' && (value.plannedStart ?? 0) > begins)
        carriedOut(id, (value.plannedStart! - begins) * speed, hours(value.plannedHours ?? 1) * speed)
      else drive({ do: 'complete', order: id, ...(value.kind === 'breakdown' ? { failureMode: 'OTH' } : {}) })
  }

  function wears(asset: Maintained, id: number, life: Generator<Standstill, never>): void {
    const { fails, works } = life.next().value
    const own: Chance = chance.named(`repair of ${asset.code} at ${Math.round(fails)}`)
    const during = (share: number): number => fails + (works - fails) * share
    const part = asset.part !== undefined && own.happens(0.5) ? numbers.get(asset.part) : undefined
    plans.put(during(0.1), () => {
      drive({ do: 'break', asset: id })
      const order = drive({ do: 'create', title: `${asset.name} stands still`, kind: 'breakdown', asset: id })
      plans.put(during(0.3), () => drive({ do: 'start', order }))
      if (part !== undefined) plans.put(during(0.7), () => drive({ do: 'use', order, part, quantity: 1 }))
      plans.put(works, () => {
        drive({ do: 'complete', order, failureMode: own.pick(asset.modes) })
        drive({ do: 'repair', asset: id })
        wears(asset, id, life)
      })
    })
  }

  function caredFor(care: NonNullable<Maintained['care']>, asset: number, at: number): void {
    const { title, every, ahead, lasts } = care
    plans.put(at, () => {
      const planned = { inHours: rounded(ahead / speed), hours: rounded(lasts / speed) }
      carriedOut(drive({ do: 'create', title, kind: 'preventive', asset, ...planned }), at + hours(ahead), hours(lasts))
      caredFor(care, asset, at + hours(every))
    })
  }

  function carriedOut(order: number, from: number, lasts: number): void {
    plans.put(from, () => drive({ do: 'start', order }))
    plans.put(from + lasts, () => drive({ do: 'complete', order }))
  }

  return { workUntil: (now) => plans.runUntil((now - begins) * speed), next: () => ours(plans.next() ?? Infinity) }
}

/** As people write hours: to the second. */
const rounded = (many: number): number => Math.round(many * 3600) / 3600
