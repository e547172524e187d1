import { type Calendar, oneShift, threeShifts, twoShifts } from './calendar.ts'

/** What a plant is like, in the numbers of a small manufacturer. */
export interface Plant {
  readonly plant: string
  readonly calendar: Calendar
  readonly terminals: number
  /** Reports for each operation of an order, on average. */
  readonly reportsPerOperation: number
  /** Minutes of work between the release of an order and its beginning, on average. */
  readonly queue: number
  readonly scrap: number
  /** Share of a bad tool, while it lasts: hours, once a week. */
  readonly badTool: { readonly scrap: number; readonly hours: number }
  readonly shortOrders: number
  readonly overOrders: number
  readonly wrongItem: number
  readonly miscounts: number
  readonly pauses: number
  /** Operations with a set-up of their own, and such at which the machine stops before the first piece. */
  readonly setUps: number
  readonly stops: number
  /** First parts of which a piece or two go through once more. */
  readonly reworks: number
  /** Lots that become two pallets. */
  readonly splits: number
  /** Orders that quality or the planner stops for a while. */
  readonly holds: number
  /** Materials of which a part is taken from a substitute, where there is one. */
  readonly substitutes: number
}

const discrete: Plant = {
  plant: 'A',
  calendar: twoShifts,
  terminals: 48,
  reportsPerOperation: 1.6,
  queue: 45,
  scrap: 0.018,
  badTool: { scrap: 0.14, hours: 4 },
  shortOrders: 0.17,
  overOrders: 0.03,
  wrongItem: 0.02,
  miscounts: 0.02,
  pauses: 0.1,
  setUps: 0.4,
  stops: 0.15,
  reworks: 0.12,
  splits: 0.35,
  holds: 0.12,
  substitutes: 0.15,
}

const kitting: Plant = {
  ...discrete,
  plant: 'C',
  calendar: oneShift,
  terminals: 14,
  reportsPerOperation: 1.5,
  queue: 30,
  scrap: 0.008,
  badTool: { scrap: 0.008, hours: 0 },
  setUps: 0,
  reworks: 0.04,
}

/** Mixers and filling lines round the clock: much is reported of a batch, little of it is bad. */
const process: Plant = {
  ...discrete,
  plant: 'B',
  calendar: threeShifts,
  terminals: 21,
  reportsPerOperation: 3,
  queue: 60,
  scrap: 0.004,
  badTool: { scrap: 0.004, hours: 0 },
  setUps: 0.25,
  stops: 0.1,
  reworks: 0,
  holds: 0.05,
  substitutes: 0,
}

/** Machining and assembly (A), batches (B), kitting (C); any other letter is a plant like A. */
export const plantNamed = (plant: string): Plant =>
  plant === 'B' ? process : plant === 'C' ? kitting : { ...discrete, plant }
