import { z } from 'zod'
import type { Instant } from '#kernel/time'
import { Block } from './capacity.ts'
import type { EventKind } from './catalogue.ts'
import { Moment } from './moment.ts'

/** A work centre is out of work for a time, or has it back, as the ERP has confirmed it. */
export const CapacityChange = z
  .strictObject({
    block: Block.shape.window.describe('Who takes it: a plant with its window or breakdown'),
    workCentre: Block.shape.workCentre,
    name: z.string().min(1).max(200).describe('What people call the work centre'),
    title: Block.shape.title.optional(),
    closed: z
      .strictObject({ from: Moment, until: Moment })
      .optional()
      .describe('When it is out of work; absent where it has its time back'),
  })
  .meta({ id: 'CapacityChange' })
export type CapacityChange = z.infer<typeof CapacityChange>

export const capacityTold = ['owed', 'acknowledged', 'refused'] as const

/** What a planner outside was told of one block: owed, acknowledged, or refused there. */
export interface CapacityTold {
  readonly name: string
  readonly state: (typeof capacityTold)[number]
  readonly at: Instant
  /** What it is called there, or why it was refused. */
  readonly said?: string
}

/** By work centre. */
export interface CapacityFile {
  readonly told: { readonly [workCentre: string]: CapacityTold }
}

export const CAPACITY_CHANGED = 'mfg.planning.capacity.changed.v1'

export const capacityEvents: readonly EventKind[] = [
  {
    ...{ type: CAPACITY_CHANGED, title: 'Capacity changed', schema: CapacityChange },
    ...{ stream: 'capacity', about: 'block', nature: 'transition', urgency: 'critical', writes: 'planning.schedule' },
  },
]
