/** What a hub of so many plants has to do. */
export interface Load {
  readonly plants: number
  /** Events a second over all plants, each a request and an effect of its own. */
  readonly rate: number
}

/** A load and the processors that hub and PostgreSQL took for it. */
export interface Measured extends Load {
  readonly processors: number
}

export interface CapacityModel {
  /** Taken by a hub of no plants. */
  readonly base: number
  /** Taken by each plant that says nothing: its systems are asked what is new. */
  readonly perPlant: number
  /** Seconds of processor for an event. */
  readonly perEvent: number
}

/** The model that three measured loads determine: two at rest with different numbers of plants, one at work. */
export function modelFrom(few: Measured, many: Measured, atWork: Measured): CapacityModel {
  const perPlant = (many.processors - few.processors) / (many.plants - few.plants)
  const base = few.processors - perPlant * few.plants
  const perEvent = (atWork.processors - base - perPlant * atWork.plants) / atWork.rate
  return { base, perPlant, perEvent }
}

/** The processors that hub and PostgreSQL will take for a load. */
export const processorsFor = ({ base, perPlant, perEvent }: CapacityModel, { plants, rate }: Load): number =>
  base + perPlant * plants + perEvent * rate
