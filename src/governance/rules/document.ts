import { z } from 'zod'
import { days, hours, minutes } from '#kernel/time'
import { closedShape, shiftShape } from '#model/calendar'
import { rateShape } from '#model/rate'
import { fieldGroups } from '#model/field-groups'
import { substituteShape } from '#model/substitutes'
import { FieldTable } from '#model/field-table/table'
import { Alerting } from './alerting.ts'
import { Replanning } from './replanning.ts'

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'letters, digits, dash and underscore, at most 32')
/** The unit is part of the schema, so that forms show a share as per cent and a duration in words. */
const Share = z
  .string()
  .regex(/^\d(\.\d{1,4})?$/, 'a share such as 0.05')
  .meta({ unit: 'share' })
const Milliseconds = z.coerce.number().int().positive().meta({ unit: 'milliseconds' })
/** A length of time, or never. */
const MillisecondsOrNone = z.coerce.number().int().nonnegative().meta({ unit: 'milliseconds or none' })

/** How long something is kept. Less than a day is a slip of the pen, and what is erased does not come back. */
const Keeping = z.coerce
  .number()
  .int()
  .refine((length) => length === 0 || length >= days(1), 'nothing, or at least a day')
  .meta({ unit: 'milliseconds or none' })
const LotRule = z.enum(['refuse', 'ask', 'flag'])
/** What Odoo has no lot of it cannot book, flagged or not. */
const WrongLotRule = z.enum(['refuse', 'ask'])

/** Rules of a plant that decisions use. Values only: a record of them explains a decision. */
export const PlantPolicy = z
  .strictObject({
    overCompletion: z
      .strictObject({
        flagAbove: Share.describe('More than this beyond the ordered quantity is booked and flagged'),
        refuseAbove: Share.describe('More than this beyond the ordered quantity stops and asks a person'),
      })
      .default({ flagAbove: '0', refuseAbove: '0.05' })
      .describe('Output beyond the ordered quantity'),
    overConsumption: z
      .strictObject({
        flagAbove: Share.describe('More than this beyond the need is booked and flagged'),
        refuseAbove: Share.describe('More than this beyond the need stops and asks a person'),
      })
      .default({ flagAbove: '0.1', refuseAbove: '0.5' })
      .describe('Material beyond what the order needs'),
    substitutes: z
      .array(
        z
          .string()
          .max(300)
          .regex(substituteShape, 'such as PAINT-B for PAINT-A at 1.2 up to 50 % from 2026-01-01 until 2026-12-31'),
      )
      .default([])
      .describe(
        'What may be used in the place of what, and how much of it stands for one: PAINT-B for PAINT-A at 1.2 up to 50 % until 2026-12-31',
      ),
    lots: z
      .strictObject({
        expired: LotRule.default('refuse').describe('A lot that is over its date, by its label or by Odoo'),
        held: LotRule.default('refuse').describe('A lot that is not released: in quarantine, held or rejected'),
        ofAnotherItem: WrongLotRule.default('refuse').describe('A lot that Odoo has of other items only'),
        unknown: WrongLotRule.default('refuse').describe('A lot that Odoo does not have'),
        reserved: z
          .enum(['take', 'flag', 'ask', 'refuse'])
          .default('take')
          .describe('A lot that Odoo has reserved for others: take it without a word, or as above'),
      })
      .prefault({})
      .describe('Material from a lot that should not be used: refuse it, ask somebody, or book and flag it'),
    backflush: z
      .strictObject({
        items: z
          .array(z.string().min(1).max(128))
          .default([])
          .describe(
            'Items that nobody issues, for example SCREW-*: used up when their operation, else the goods are reported',
          ),
        lots: z
          .enum(['named', 'first-to-expire'])
          .default('named')
          .describe(
            'Tracked items: wait until somebody issues them by lot, or take what was reserved, then what expires first',
          ),
      })
      .prefault({})
      .describe('Components that the hub uses up by itself, beside those of which Odoo says so'),
    calendar: z
      .strictObject({
        work: z
          .array(z.string().regex(shiftShape, 'such as Mon-Fri 06:00-22:00'))
          .max(50)
          .default([])
          .describe(
            'Shifts by the clock of the plant, for example Mon-Fri 06:00-22:00; none: it works round the clock',
          ),
        closed: z
          .array(z.string().regex(closedShape, 'such as 2026-12-24 or 2026-12-25 to 2027-01-01'))
          .max(200)
          .default([])
          .describe('Days on which no shift begins, for example 2026-12-25 to 2027-01-01'),
      })
      .prefault({})
      .describe('When the plant works: reports of work are waited for in that time alone'),
    windows: z
      .strictObject({
        longest: Milliseconds.default(days(60)).describe('A maintenance window that would take longer is refused'),
      })
      .prefault({})
      .describe('Taking work centres out of work for maintenance'),
    breakdowns: z
      .strictObject({
        sameFailure: Milliseconds.default(minutes(5)).describe(
          'Reports of one asset within this time are about one failure, whoever they come from',
        ),
        repair: Milliseconds.default(hours(8)).describe(
          'How long the work centre is closed at first when an asset on it breaks down; longer as long as nobody says that it works',
        ),
      })
      .prefault({})
      .describe('Assets that break down'),
    rates: z
      .strictObject({
        labour: z
          .array(z.string().max(100).regex(rateShape, 'such as 52 EUR for electrician from 2026-07-01'))
          .max(500)
          .default([])
          .describe(
            'What an hour of maintenance work costs, of a craft or of all others: 52 EUR for electrician from 2026-07-01',
          ),
        production: z
          .array(z.string().max(100).regex(rateShape, 'such as 320 EUR for CELL-1 from 2026-07-01'))
          .max(500)
          .default([])
          .describe(
            'What an hour of production is worth, at a place or at all others: 320 EUR for CELL-1 from 2026-07-01',
          ),
        scrap: z
          .array(z.string().max(100).regex(rateShape, 'such as 18.40 EUR for BRACKET-A from 2026-07-01'))
          .max(500)
          .default([])
          .describe(
            'What a piece, kilogram, litre or metre of an item is worth that was found bad, or of all others: 18.40 EUR for BRACKET-A from 2026-07-01',
          ),
      })
      .prefault({})
      .describe('What time and scrap are worth: each has the rate of the day on which it was or began'),
    replanning: Replanning.prefault({}).describe('Planning anew when something changes what the plant can do'),
    purchasing: z
      .strictObject({
        demand: z
          .enum(['auto', 'ask', 'off'])
          .default('auto')
          .describe(
            'Components that nothing on its way covers: the buyer is asked by itself, after a yes, or by people',
          ),
        unanswered: Milliseconds.default(minutes(15)).describe(
          'How long the buyer cannot be asked before a person is told, who may call',
        ),
      })
      .prefault({})
      .describe('What is asked of the buyer for production'),
    clockSkew: Milliseconds.default(minutes(2)).describe(
      'How far the clock of a system or device may be off before somebody is told',
    ),
    massTolerance: Share.default('0.02').describe('What may be missing or too much in a batch, of what went in'),
    personOverlap: z.enum(['refuse', 'allow']).default('refuse').describe('One person at two operations at one time'),
    patience: z
      .strictObject({
        release: Milliseconds.describe('How long a report waits for its order to be released'),
        original: Milliseconds.describe('How long a reversal waits for what it takes back'),
        close: Milliseconds.describe('How long closing an order waits for its open reports'),
        acknowledgement: Milliseconds.describe('How long the shop floor has to take an order on').default(minutes(15)),
        predecessor: Milliseconds.describe('How long an operation may be ahead of the one before it').default(
          minutes(30),
        ),
        standstill: Milliseconds.describe('How long an operation may stand still before somebody is told').default(
          hours(4),
        ),
        sequence: Milliseconds.describe(
          'How long what changes a state waits for the events that its source numbered before it',
        ).default(minutes(10)),
        hold: Milliseconds.describe(
          'How long work that is reported on a held order waits for the hold to be lifted',
        ).default(days(1)),
        confirmation: MillisecondsOrNone.describe(
          'How long a confirmation may stay away after the planned end of its operation; none: nobody asks for it',
        ).default(hours(8)),
        count: Milliseconds.describe(
          'How long two systems may count a storeroom otherwise before somebody is told',
        ).default(minutes(10)),
        maintenance: Milliseconds.describe(
          'How long after its time maintenance may say that a window or an order has begun or is over',
        ).default(hours(1)),
        proposal: Milliseconds.describe(
          'How long a change by somebody who does not own the field waits for an answer; then the owner’s value stands',
        ).default(hours(8)),
      })
      .default({
        release: minutes(15),
        original: hours(4),
        close: days(1),
        acknowledgement: minutes(15),
        predecessor: minutes(30),
        standstill: hours(4),
        sequence: minutes(10),
        hold: days(1),
        confirmation: hours(8),
        count: minutes(10),
        maintenance: hours(1),
        proposal: hours(8),
      })
      .describe('How long something is waited for before a person is asked'),
    undo: z
      .strictObject({
        alone: Milliseconds.default(days(1)).describe(
          'How long after a report one person may take it back; later a second one has to agree',
        ),
      })
      .prefault({})
      .describe('Taking back what was booked'),
    retention: z
      .strictObject({
        events: Keeping.default(0).describe(
          'How long what events said is kept after all about them is over; none: for ever',
        ),
        records: Keeping.default(0).describe('How long records in the words of their systems are kept; none: for ever'),
        workings: Keeping.default(0).describe(
          'How long the facts are kept by which events were judged, after all about them is over; none: for ever',
        ),
      })
      .prefault({})
      .describe('After how long contents are erased, unless held; hashes, verdicts and effects stay'),
    alarms: z
      .strictObject({
        exception: Milliseconds.describe('How long an exception may stay open'),
        approval: Milliseconds.describe('How long a question may stay unanswered'),
        system: Milliseconds.describe('How long a system may be away while something waits for it'),
        lane: Milliseconds.describe('How long a stopped report may hold those behind it, or work may stay undone'),
      })
      .default({ exception: hours(4), approval: hours(8), system: minutes(5), lane: minutes(30) })
      .describe('What is longer than this raises an alert'),
    readiness: z
      .strictObject({
        completeness: Share.default('0.98').describe('Of what came or ought to have come, so much was judged'),
        match: Share.default('0.98').describe('Of what was booked, so much is what the hub would have booked'),
        exceptions: Share.default('0.02').describe('Of what was judged, at most so much would have needed a person'),
        timeTolerance: Share.default('0.1').describe('So much may minutes differ from those that were booked'),
      })
      .prefault({})
      .describe('When a flow that is on paper is ready to go live'),
    fourEyes: z
      .enum(['yes', 'no'])
      .default('yes')
      .describe('Whether an approval needs somebody else than who asked for it'),
  })
  .prefault({})

/** Which system owns a group of fields in a plant. */
export const OwnershipRow = z.strictObject({
  plant: Id,
  group: z.enum(fieldGroups).describe('What is owned, for example production-order.actuals'),
  owner: Id.describe('The system whose word counts; what another says becomes a proposal'),
  from: z.iso.datetime().optional().describe('Since when; always where absent'),
  until: z.iso.datetime().optional().describe('Until when; for ever where absent, or until another row begins'),
})

/** Whether a flow works in a plant, and how quick it is meant to be there. */
export const FlowSetting = z.strictObject({
  plant: Id,
  flow: z.string().min(1).max(64).describe('Name of the flow, for example material-issue'),
  mode: z
    .enum(['off', 'shadow', 'live'])
    .default('live')
    .describe('off: messages are kept, nothing is judged; shadow: judged and written down, nothing follows; live'),
  target: z
    .strictObject({ p95: Milliseconds, p99: Milliseconds })
    .optional()
    .describe("From receipt to confirmation; the flow's own where absent"),
})
export type FlowSetting = z.infer<typeof FlowSetting>

/**
 * What decisions are made by, and people may change while the hub runs: policies, ownership, which flows work where, whom
 * alerts go to, and how systems' words are read. Systems and their addresses are not in it: they differ between test and production, where
 * the same rules are to hold.
 */
export const Rules = z.strictObject({
  policies: z.record(z.string(), PlantPolicy).describe('By plant'),
  ownership: z.array(OwnershipRow),
  flows: z.array(FlowSetting).describe('A flow that is not named is live'),
  alerting: Alerting,
  fieldTables: z.array(FieldTable),
})
export type Rules = z.infer<typeof Rules>

/** Whether a flow works in a plant. */
export const modeIn = ({ flows }: Rules, flow: string, plant: string): FlowSetting['mode'] =>
  flows.find((setting) => setting.flow === flow && setting.plant === plant)?.mode ?? 'live'
