/** One step of a job: so long on that machine. */
export interface Step {
  readonly machine: number
  readonly duration: number
}

/**
 * Jobs that each go over machines in an order of their own; a machine works on one at a time and is not interrupted.
 * Operations are numbered through, job by job; a number that is none (`none`) stands where there is no operation
 * before or after.
 */
export interface JobShop {
  readonly jobs: number
  readonly machines: number
  readonly operations: number
  readonly none: number
  readonly job: Int32Array
  readonly machine: Int32Array
  readonly duration: Float64Array
  /** The operation before and after in the same job. */
  readonly before: Int32Array
  readonly after: Int32Array
  /** First operation of each job, and at the end the number of operations. */
  readonly first: Int32Array
}

export function jobShop(machines: number, jobs: readonly (readonly Step[])[]): JobShop {
  const steps = jobs.flat()
  const none = steps.length
  const first = new Int32Array(jobs.length + 1)
  for (const [nth, { length }] of jobs.entries()) first[nth + 1] = first[nth]! + length
  const job = new Int32Array(none + 1)
  const before = new Int32Array(none + 1).fill(none)
  const after = new Int32Array(none + 1).fill(none)
  for (let nth = 0; nth < jobs.length; nth++)
    for (let operation = first[nth]!; operation < first[nth + 1]!; operation++) {
      job[operation] = nth
      if (operation > first[nth]!) before[operation] = operation - 1
      if (operation + 1 < first[nth + 1]!) after[operation] = operation + 1
    }
  return {
    jobs: jobs.length,
    machines,
    operations: none,
    none,
    job,
    machine: Int32Array.from([...steps.map(({ machine }) => machine), machines]),
    duration: Float64Array.from([...steps.map(({ duration }) => duration), 0]),
    before,
    after,
    first,
  }
}

/** Work of the job that is left, this operation's included. */
export function workLeft({ operations, none, after, duration }: JobShop): Float64Array {
  const left = new Float64Array(none + 1)
  for (let operation = operations - 1; operation >= 0; operation--)
    left[operation] = duration[operation]! + left[after[operation]!]!
  return left
}

/** No plan is shorter: no job, and no machine with what must come before its first and after its last operation. */
export function leastMakespan(shop: JobShop): number {
  const left = workLeft(shop)
  const busy = new Float64Array(shop.machines)
  const soonest = new Float64Array(shop.machines).fill(Infinity)
  const tail = new Float64Array(shop.machines).fill(Infinity)
  let least = 0
  for (let operation = 0; operation < shop.operations; operation++) {
    const machine = shop.machine[operation]!
    const whole = left[shop.first[shop.job[operation]!]!]!
    least = Math.max(least, whole)
    busy[machine]! += shop.duration[operation]!
    soonest[machine] = Math.min(soonest[machine]!, whole - left[operation]!)
    tail[machine] = Math.min(tail[machine]!, left[operation]! - shop.duration[operation]!)
  }
  for (let machine = 0; machine < shop.machines; machine++)
    if (soonest[machine]! < Infinity) least = Math.max(least, soonest[machine]! + busy[machine]! + tail[machine]!)
  return least
}
