import type { AssetBook } from '#assets'
import { type AuditEntry, writeAudit } from '#governance/audit'
import type { Json } from '#kernel/canonical-json'
import { Failure } from '#kernel/failure'
import { type Database, statementsIn } from '#kernel/sql'
import { days, type Duration, hours, type Instant, isAfter, later } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { placeOf } from '#model/asset'
import type { MaintenancePlan } from '#model/maintenance-plan'
import type { MeterFile } from '#model/meter'
import { PlanningLedger } from '#model/ports/planning-ledger'
import type { Reading } from '#model/ports/port'
import { type Due, dueOf, type WindowOfPlan } from './due.ts'
import { cheapestSlot, type Slot } from './slots.ts'

const sql = statementsIn(import.meta.url)
const listPlans = sql('list-plans')
const readPlan = sql('read-plan')
const keepPlan = sql('keep-plan')
const dropPlan = sql('drop-plan')
const readMeters = sql('read-meters')

/** A plan with when it is due. */
export interface PlanStanding {
  readonly plant: string
  readonly plan: MaintenancePlan
  readonly assetName: string
  readonly due: Due
  readonly workCentre?: { readonly id: string; readonly name: string }
}

/** When it is done best, or why nobody can say. */
export type Best = { readonly slot: Slot } | { readonly sentence: string }

interface Hand {
  readonly plant: string
  readonly by: string
  readonly reason: string
}

export interface UpkeepParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  readonly assets: Pick<AssetBook, 'assets' | 'equipment'>
  /** What a plant's rules say of planning: how far it looks, and what a delay is worth. */
  readonly rulesOf: (plant: string) => {
    readonly frozen: Duration
    readonly horizon: Duration
    readonly lateDay: number
    readonly urgent: number
    readonly change: number
  }
  /** Asks whoever plans for a plant, once and now. */
  readonly ask: <Answer>(plant: string, reading: Reading<Answer>) => Promise<Answer | Failure>
}

interface PlanRow {
  readonly plant: string
  readonly data: MaintenancePlan
  readonly windows: readonly WindowOfPlan[]
}

/** What is overdue is done within these days. */
const SOON = days(3)

export type UpkeepBook = ReturnType<typeof upkeepBook>

/** Preventive work: what is done to assets again and again, when it is due, and when it is in the way of least. */
export function upkeepBook({ database, home, ids, now, assets, rulesOf, ask }: UpkeepParts) {
  async function standings(plants: readonly string[]): Promise<readonly PlanStanding[]> {
    const [rows, meters, known, mapped] = await Promise.all([
      database.all<PlanRow>(listPlans, [home, plants]),
      database.all<{ readonly plant: string; readonly data: MeterFile }>(readMeters, [home, plants]),
      assets.assets(plants),
      assets.equipment(plants),
    ])
    return rows.map(({ plant, data: plan, windows }) => {
      const { every } = plan
      const file = meters.find((one) => one.plant === plant && one.data.asset === plan.asset)
      const meter = 'days' in every ? undefined : file?.data.meters.find((one) => one.meter === every.meter)
      const standing = new Map(known.filter((one) => one.plant === plant).map((row) => [row.asset, row]))
      const place = placeOf(plan.asset, standing)
      const centre = mapped.find((one) => one.plant === plant && one.equipment === place)
      return {
        ...{ plant, plan, due: dueOf(plan, windows, meter, now()) },
        assetName: standing.get(plan.asset)?.name ?? plan.asset,
        ...(centre ? { workCentre: { id: centre.work_centre, name: centre.label } } : {}),
      }
    })
  }

  /** Of one plant, what is due and not planned yet: what is open there is asked for once. */
  async function bestOf(plant: string, all: readonly PlanStanding[]): Promise<readonly Best[]> {
    const at = now()
    const rules = rulesOf(plant)
    const frozenUntil = later(at, rules.frozen)
    const ends = all.map(({ due }) => lastEnd(due.at ?? at, frozenUntil))
    const furthest = ends.reduce((one, other) => (isAfter(other, one) ? other : one), frozenUntil)
    const work = await ask(plant, PlanningLedger.openWork({ plant, from: at, until: later(furthest, rules.horizon) }))
    if (work instanceof Failure) return all.map(() => ({ sentence: work.message }))
    return all.map(({ plan, workCentre }, nth) => {
      if (!workCentre)
        return { sentence: `Nobody has said which work centre ${plan.asset} is: map its place under Assets.` }
      const slot = cheapestSlot(
        work,
        {
          workCentre: workCentre.id,
          lasts: hours(plan.hours),
          from: frozenUntil,
          until: ends[nth]!,
          onShift: plan.onShift,
        },
        { now: at, frozenUntil, ...rules },
      )
      return slot ? { slot } : { sentence: `There is no time for it before ${ends[nth]!}: plan it by hand.` }
    })
  }

  const entry = ({ plant, by, reason }: Hand, what: Omit<AuditEntry, 'auditId' | 'plant' | 'at' | 'actor'>) => ({
    ...{ auditId: ids(), plant, at: now(), actor: by, reason, ...what },
  })

  return {
    standings,

    /** In the order of what was handed in. */
    async best(all: readonly PlanStanding[]): Promise<readonly Best[]> {
      const found = new Map<PlanStanding, Best>()
      for (const [plant, own] of Map.groupBy(all, (one) => one.plant))
        for (const [nth, best] of (await bestOf(plant, own)).entries()) found.set(own[nth]!, best)
      return all.map((one) => found.get(one)!)
    },

    /** Told anew or changed. */
    keep: (plan: MaintenancePlan, hand: Hand): Promise<void> =>
      database.transaction(async (session) => {
        const here = [home, hand.plant, plan.plan]
        const [before] = await session.all<{ readonly data: MaintenancePlan }>(readPlan, here)
        await session.all(keepPlan, [...here, JSON.stringify(plan), now(), hand.by])
        await writeAudit(session, home, [
          entry(hand, {
            action: 'maintenance-plan.kept',
            subject: `maintenance plan ${plan.plan}`,
            after: plan as unknown as Json,
            ...(before ? { before: before.data as unknown as Json } : {}),
          }),
        ])
      }),

    /** Answers whether there was one. Windows that were planned for it stay. */
    drop: (plan: string, hand: Hand): Promise<boolean> =>
      database.transaction(async (session) => {
        const here = [home, hand.plant, plan]
        const [before] = await session.all<{ readonly data: MaintenancePlan }>(readPlan, here)
        if (!before) return false
        await session.all(dropPlan, here)
        await writeAudit(session, home, [
          entry(hand, {
            action: 'maintenance-plan.dropped',
            subject: `maintenance plan ${plan}`,
            before: before.data as unknown as Json,
          }),
        ])
        return true
      }),
  }
}

/** Before it is due; what is due at once or overdue is done soon. */
const lastEnd = (due: Instant, frozenUntil: Instant): Instant =>
  isAfter(later(due, -SOON), frozenUntil) ? due : later(frozenUntil, SOON)
