import { z } from 'zod'
import { ItemId, OperationId } from './production.ts'
import { Quantity } from './quantity.ts'

const Line = z.strictObject({ item: ItemId, quantity: Quantity, operation: OperationId.optional() })

/**
 * Component use that follows from a report by itself, booked together with it or not at all: what is used up with it,
 * and what is given back because less was made, or because it was issued by hand after all.
 */
export const Backflush = z.strictObject({ uses: z.array(Line), returns: z.array(Line) })
export type Backflush = z.infer<typeof Backflush>
export type BackflushLine = z.infer<typeof Line>

/** The part of an effect's body in which it stands. */
export const backflushPart = { backflush: Backflush.optional() }
/** What an issued substitute stands for: so much less of that component is planned, and more again when it comes back. */
const Instead = z.strictObject({ item: ItemId, quantity: Quantity })
export const insteadPart = { instead: Instead.optional() }
export const StandingFor = z.object(insteadPart)

export const FollowedByUse = z.object(backflushPart)
