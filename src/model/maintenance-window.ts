import { z } from 'zod'
import { EquipmentId } from './asset.ts'
import type { EventKind } from './catalogue.ts'
import { isAfter } from '#kernel/time'
import { MaintenanceOrderId } from './maintenance.ts'
import type { WindowStep } from './maintenance-window-case.ts'
import { Moment } from './moment.ts'
import { Identifier } from './production.ts'

/** By the name whoever plans maintenance gives it, for example PM-311. */
export const WindowId = Identifier.describe('Name of the window, for example PM-311')

const Approval = z.strictObject({
  role: z.enum(['maintenance', 'production']),
  by: Identifier,
  at: Moment.optional(),
})

/** When something is to be taken out of work for maintenance, whole as it is now. */
export const WindowTold = z
  .strictObject({
    window: WindowId,
    version: z.int().min(1).describe('Grows with each change of it'),
    equipment: z.array(EquipmentId).min(1).max(20).describe('Assets or places in the plant, by name'),
    start: Moment,
    end: Moment,
    title: z.string().trim().min(1).max(150).optional().describe('What is to be done'),
    order: MaintenanceOrderId.optional().describe('The maintenance order it is for'),
    approvals: z
      .array(Approval)
      .max(10)
      .optional()
      .describe('Who agreed where it was planned; for production somebody agrees in the hub, whatever is said here'),
  })
  .refine(({ start, end }) => isAfter(end, start), {
    path: ['end'],
    message: 'the window ends before it begins',
    params: { code: 'END_BEFORE_START' },
  })
  .meta({ id: 'WindowTold' })
export type WindowTold = z.infer<typeof WindowTold>

/** Something happened to a window that is known. */
export const WindowMoved = z
  .strictObject({
    window: WindowId,
    version: z.int().min(1).optional(),
    reason: z.string().min(1).max(500).optional(),
  })
  .meta({ id: 'WindowMoved' })
export type WindowMoved = z.infer<typeof WindowMoved>

/** What a system may say of a window, with the step in its life; that production agrees is said in the hub alone. */
const told: Readonly<Record<string, readonly [step: WindowStep, title: string]>> = {
  proposed: ['propose', 'Maintenance window proposed'],
  approved: ['approve', 'Maintenance window approved by maintenance'],
  changed: ['change', 'Maintenance window changed'],
  started: ['start', 'Maintenance window began'],
  finished: ['finish', 'Maintenance window over'],
  cancelled: ['cancel', 'Maintenance window cancelled'],
}

export const typeOfWindow = (name: string): string => `mfg.maintenance.window.${name}.v1`
const steps = new Map(Object.entries(told).map(([name, [step]]) => [typeOfWindow(name), step]))
export const windowStepOf = (type: string): WindowStep => steps.get(type)!

/** Whole windows come by these; the others name one. */
export const wholeWindows = ['proposed', 'approved', 'changed'] as const
export const namedWindows = ['started', 'finished', 'cancelled'] as const

/** Movements: what is said of a window counts at once, also while somebody is asked about it. */
export const windowEvents: readonly EventKind[] = Object.entries(told).map(([name, [, title]]) => ({
  type: typeOfWindow(name),
  title,
  schema: (wholeWindows as readonly string[]).includes(name) ? WindowTold : WindowMoved,
  stream: 'maintenance-window',
  about: 'window',
  nature: 'movement',
  urgency: 'critical',
  writes: 'maintenance.windows',
}))
