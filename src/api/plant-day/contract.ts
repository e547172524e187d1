import { z } from 'zod'
import { type IndicatorName, indicators } from '#model/indicators'
import { Moment as Told } from '#model/moment'
import { oeeGaps } from '#model/oee'
import { Quantity } from '#model/quantity'
import { AssetCost } from '../asset-costs/contract.ts'
import { Count, Moment, PlantId } from '../contract/words.ts'

const Minutes = z.number().nonnegative()
const Cost = z.object({ currency: z.string(), value: z.string() })

const StopView = z.object({
  number: Count.describe('Which standstill of the asset'),
  from: Told,
  until: Told.nullable().describe('None while it lasts'),
  isFailure: z.boolean(),
  isVoid: z.boolean(),
  isCounted: z.boolean(),
  reason: z.string().nullable(),
})

const AssetDay = z.object({
  asset: z.string(),
  name: z.string().nullable(),
  unplanned: Minutes.describe('Working time it stood still for, less what was agreed to'),
  planned: Minutes.describe('Working time that both had agreed to take out'),
  stops: z.array(StopView),
  windows: z.array(z.object({ window: z.string(), title: z.string(), from: Told, until: Told })),
})

const OrderAtRisk = z.object({
  order: z.string(),
  label: z.string(),
  link: z.string().nullable(),
  asset: z.string().describe('The asset that stands still'),
  promised: Told.nullable(),
  expected: Told.nullable().describe('When it would be done if nothing is moved'),
  isLate: z.boolean().describe('By its promise or a customer’s; else it is only in the way'),
  lateMinutes: Minutes.describe('Against the earliest promise that would be missed'),
  sales: z.array(
    z.object({
      order: z.string(),
      customer: z.string(),
      value: z.string().nullable(),
      currency: z.string().nullable(),
    }),
  ),
})

const AssetReliability = z.object({
  asset: z.string(),
  name: z.string().nullable(),
  failures: Count,
  uncoded: Count.describe('Failures that are left out until somebody says how it failed'),
  plannedMinutes: Minutes,
  downMinutes: Minutes,
  betweenFailures: Minutes.nullable().describe('Mean minutes between failures (MTBF); none without a failure'),
  toRestore: Minutes.nullable().describe('Mean minutes to restore (MTTR)'),
  availability: z.number().min(0).max(1).nullable(),
})

const Share = z.number().min(0).nullable()

const oeeFigures = {
  plannedMinutes: Minutes.describe('Working time less what both had agreed to take out there'),
  downMinutes: Minutes.describe('Of that, what an asset there stood still for'),
  idealMinutes: Minutes.describe('What all that was made is planned to take'),
  goodMinutes: Minutes.describe('Of that, what went into good pieces'),
  availability: Share.describe('(planned − down) ÷ planned'),
  performance: Share.describe('ideal ÷ (planned − down)'),
  quality: Share.describe('good ÷ ideal'),
  oee: Share.describe('All three multiplied; none where one of them is not known'),
  gap: z
    .enum(oeeGaps)
    .nullable()
    .describe(
      'Why it cannot be told: no place is mapped to the work centre, no working time, no planned time of an operation, nothing reported, or something made though it stood still all the time',
    ),
  isTooFast: z.boolean().describe('More than 1.05 of what planned times allow: one of them is wrong'),
}

const OeeOfDay = z.object({
  definition: z.int().describe('Version of how these figures are computed'),
  shifts: z.array(z.object({ from: Told, until: Told, isOver: z.boolean() })).describe('Those that have begun'),
  plant: z.object(oeeFigures).describe('Of the work centres it can be told of, by their sums'),
  leftOut: Count.describe('Work centres it cannot be told of'),
  centres: z.array(
    z.object({
      workCentre: z.string(),
      ...oeeFigures,
      shifts: z.array(z.object(oeeFigures)).describe('Of each shift'),
      work: z.array(
        z.object({
          order: z.string(),
          label: z.string(),
          operation: z.string(),
          name: z.string(),
          good: Quantity,
          scrap: Quantity,
          rework: Quantity.describe('Worked on once more: neither good nor scrap'),
          idealMinutes: Minutes.nullable(),
          messages: z.array(z.string()).describe('The events that say so'),
        }),
      ),
      missing: z
        .array(
          z.object({ order: z.string(), label: z.string(), operation: z.string(), name: z.string(), expected: Told }),
        )
        .describe('What was expected to be reported on that day and was not: in no figure, and an exception each'),
    }),
  ),
})

const Indicators = z.object({
  definition: z.int().describe('Version of how these figures are computed'),
  from: Moment,
  until: Moment,
  figures: z.array(
    z.object({
      indicator: z.enum(Object.keys(indicators) as [IndicatorName]),
      value: z
        .number()
        .nullable()
        .describe('A share, minutes or a count; none where nothing can be said, or it is money'),
      costs: z.array(Cost),
      formula: z.string(),
      owner: z.enum(['supervisor', 'planner', 'warehouse']).describe('Whose work it shows'),
      events: z.array(z.string()).describe('The types of event that it comes from'),
    }),
  ),
})
export type Indicators = z.infer<typeof Indicators>

/** What a day of a plant lost, what that puts at risk, and what maintenance cost on it. */
export const PlantDay = z.object({
  plant: PlantId,
  day: z.iso.date().describe('By the clock of the plant'),
  from: Moment,
  until: Moment.describe('Its end; while it goes on, figures are up to now'),
  provisional: z.string().nullable().describe('Why these figures may still change; none where they are final'),
  downtime: z.object({ unplanned: Minutes, planned: Minutes }),
  assets: z.array(AssetDay).describe('Those that stood still, the longest first'),
  atRisk: z.array(OrderAtRisk).describe('Orders in the way of what stands still now, the latest first'),
  parts: z.object({
    costs: z.array(Cost).describe('Spare parts used on that day, at their price then, less what came back'),
    unpriced: Count.describe('Movements that the ERP has not told a price of'),
    orders: z.array(
      z.object({
        order: z.string(),
        label: z.string(),
        asset: z.string().nullable(),
        costs: z.array(Cost),
        unpriced: Count,
        messages: z.array(z.string()).describe('The events of its parts'),
      }),
    ),
  }),
  costs: z.object({
    definition: z.int().describe('Version of how lost production is computed'),
    total: z.array(Cost).describe('What downtime and maintenance cost on that day'),
    assets: z.array(AssetCost).describe('The dearest first'),
  }),
  indicators: Indicators,
  oee: OeeOfDay,
  reliability: z.object({
    definition: z.int().describe('Version of how these figures are computed'),
    from: Moment,
    until: Moment,
    assets: z.array(AssetReliability).describe('Those that failed or stood still in that time'),
  }),
})
export type PlantDay = z.infer<typeof PlantDay>

export const PlantDayList = z
  .object({
    days: z.array(PlantDay),
    group: Indicators.extend({ plants: z.array(PlantId) })
      .nullable()
      .describe('Of all these plants together; none of a single one'),
  })
  .meta({ id: 'PlantDayList' })
export type PlantDayList = z.infer<typeof PlantDayList>
