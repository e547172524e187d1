import { z } from 'zod'
import type { EventKind } from './catalogue.ts'
import { MaintainedAsset } from './maintenance.ts'
import { Moment } from './moment.ts'
import { Identifier } from './production.ts'
import { isNegative, Quantity } from './quantity.ts'

export const MeterName = Identifier.max(64).describe('Which meter of the asset, for example hours')

/** Why a meter may show less than before: its digits were used up, or another one was put in its place. */
export const freshStarts = ['rollover', 'replacement'] as const
export type FreshStart = (typeof freshStarts)[number]

const Amount = Quantity.refine((amount) => !isNegative(amount), 'a meter shows nothing below 0')

/** Where it stood is asked only of one that begins anew. */
export const isWhole = ({ begins, ended }: { begins?: FreshStart | undefined; ended?: object | undefined }): boolean =>
  begins !== undefined || ended === undefined

export const notWhole = { path: ['ended'], message: 'only where it begins anew' }

/** What a meter of an asset shows, at the moment the event happened. */
export const MeterRead = z
  .strictObject({
    asset: MaintainedAsset.describe('The asset, by the name its CMMS gives it'),
    assetName: z.string().min(1).max(200).optional(),
    meter: MeterName,
    reading: Amount,
    begins: z
      .enum(freshStarts)
      .optional()
      .describe('It counts from here anew: its digits were used up (rollover), or it is another one (replacement)'),
    ended: Amount.optional().describe('Where it stood when it began anew, for example 99999; else its reading before'),
    insteadOf: Moment.optional().describe('The moment of a reading that was wrong, and in whose place this one stands'),
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .refine(isWhole, notWhole)
  .meta({ id: 'MeterRead' })
export type MeterRead = z.infer<typeof MeterRead>

export const METER_READ = 'mfg.asset.meter.read.v1'

/** A movement: readings take their places by when they were read, in whatever order they come. */
export const meterEvents: readonly EventKind[] = [
  {
    type: METER_READ,
    title: 'Meter read',
    schema: MeterRead,
    stream: 'asset-meter',
    about: 'asset',
    nature: 'movement',
    urgency: 'bulk',
    writes: 'maintenance.meters',
  },
]
