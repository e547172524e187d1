/** What a plant expects by a time: of these a message that stays away is to be found before what comes after it begins. */
export const expectations = [
  'order-acknowledged',
  'operation-completed',
  'operation-resumed',
  'window-started',
  'window-finished',
  'work-started',
  'work-completed',
  'asset-failed',
] as const
export type Expectation = (typeof expectations)[number]

/** One message of a plant's day, as its system sends it. Minutes are counted from midnight. */
export interface Told {
  readonly at: number
  readonly by: 'odoo' | 'mes' | 'plc' | 'cmms'
  readonly type: string
  readonly data: object
  /** What people call the thing it is about: so it stands in what they read. */
  readonly about: string
  readonly operation?: string
  /** Undefined where nobody expects such a message by a time. */
  readonly expected?: Expectation
  /** When what comes after it begins in truth, whether anybody says so or not. */
  readonly next?: number
}
