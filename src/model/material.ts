import { z } from 'zod'
import { type Instant, isAfter } from '#kernel/time'
import { Moment } from './moment.ts'
import { ItemId, ProductionOrderId } from './production.ts'
import { DecimalText } from './quantity.ts'

/** A component that does not lie ready. */
const AwaitedComponent = z.strictObject({
  item: ItemId,
  name: z.string(),
  neededAt: Moment.optional().describe('When the operation that uses it is planned to begin'),
  at: Moment.optional().describe('When all of it is there; absent where nothing on its way covers it'),
  needed: DecimalText.optional().describe('How much of it the order is still to have, in the unit it is stocked in'),
})
export type AwaitedComponent = z.infer<typeof AwaitedComponent>

/** What an open order is made of, and how much of it lies ready. */
export const OrderMaterial = z.strictObject({
  order: ProductionOrderId,
  label: z.string(),
  link: z.string().optional(),
  isReleased: z.boolean(),
  isUrgent: z.boolean(),
  from: Moment.optional().describe('When it is planned to begin'),
  components: z.int().nonnegative().describe('Components that stock is kept of'),
  ready: z.int().nonnegative().describe('How many of them lie ready, or are used already'),
  awaited: z.array(AwaitedComponent),
})
export type OrderMaterial = z.infer<typeof OrderMaterial>

/** How much of an order's material lies ready, in percent; a whole hundred only where nothing is missing. */
export const readyShare = ({ components, ready }: Pick<OrderMaterial, 'components' | 'ready'>): number =>
  components === 0 ? 100 : Math.floor((100 * ready) / components)

/** Planned to be used before it is there, or already. */
export const isStarving = ({ at, neededAt }: AwaitedComponent, now: Instant): boolean =>
  at === undefined || (neededAt !== undefined && (isAfter(at, neededAt) || isAfter(now, neededAt)))

/** When the last of what an order waits for is there; undefined where nothing on its way covers one of them. */
export const feasibleFrom = ({ awaited }: Pick<OrderMaterial, 'awaited'>): Instant | undefined =>
  awaited.some(({ at }) => at === undefined)
    ? undefined
    : awaited
        .flatMap(({ at }) => at ?? [])
        .toSorted()
        .at(-1)
