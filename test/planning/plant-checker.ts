/**
 * Holds a plan for a plant against its workload, minute by minute, and names everything that is wrong with it. It
 * shares nothing with the planner, not even its types, so that both would have to be wrong in the same way.
 */
interface Span {
  readonly begins: number
  readonly ends: number
}
interface Centre {
  readonly id: string
  readonly open: readonly Span[]
  readonly overtime?: readonly Span[]
  readonly leaves: readonly Span[]
  readonly capacity: number
}
interface Operation {
  readonly id: string
  readonly order: string
  readonly after: readonly string[]
  readonly choices: readonly { readonly workCentre: string; readonly minutes: number }[]
  readonly mayPause: boolean
  readonly setup?: { readonly family: string; readonly minutes: number }
  readonly materialAt?: number
  readonly planned?: { readonly workCentre: string; readonly begins: number }
  readonly started?: { readonly workCentre: string; readonly left: number }
}
interface Order {
  readonly id: string
  readonly release?: number
  readonly promised?: number
  readonly value: number
  readonly priority: number
}
export interface Problem {
  readonly now: number
  readonly frozenUntil: number
  readonly workCentres: readonly Centre[]
  readonly orders: readonly Order[]
  readonly operations: readonly Operation[]
  readonly prices: { readonly overtimeMinute: number; readonly change: number }
}
interface Part extends Span {
  readonly workCentre: string
  readonly unit: number
  readonly setup: number
  readonly minutes: number
}
export interface Plan {
  readonly policy: string
  readonly operations: readonly { readonly operation: string; readonly parts: readonly Part[] }[]
  readonly cost: { readonly late: number; readonly overtime: number; readonly changes: number; readonly total: number }
  readonly overtime: readonly string[]
}

const isIn = (spans: readonly Span[], minute: number): boolean =>
  spans.some(({ begins, ends }) => begins <= minute && minute < ends)

export function violationsOf(problem: Problem, plan: Plan): readonly string[] {
  const found: string[] = []
  const { now, frozenUntil } = problem
  const centres = new Map(problem.workCentres.map((centre) => [centre.id, centre]))
  const operations = new Map(problem.operations.map((operation) => [operation.id, operation]))
  const orders = new Map(problem.orders.map((order) => [order.id, order]))
  const partsOf = new Map(plan.operations.map(({ operation, parts }) => [operation, parts]))
  const works = (centre: Centre, minute: number) =>
    !isIn(centre.leaves, minute) &&
    (isIn(centre.open, minute) || (plan.overtime.includes(centre.id) && isIn(centre.overtime ?? [], minute)))
  const worked = (centre: Centre, { begins, ends }: Span) => {
    let minutes = 0
    for (let minute = begins; minute < ends; minute++) if (works(centre, minute)) minutes++
    return minutes
  }
  const endOf = (id: string) => partsOf.get(id)?.at(-1)?.ends ?? Infinity
  const minutesAt = ({ choices }: Operation, centre: string) =>
    choices.find(({ workCentre }) => workCentre === centre)?.minutes

  if (plan.operations.length !== operations.size) found.push('number: other operations than there are')
  for (const operation of problem.operations) {
    const { id, after, materialAt = -Infinity, started, mayPause } = operation
    const parts = partsOf.get(id) ?? []
    const [first, second] = parts
    if (!first || parts.length > 2) {
      found.push(`parts: ${id}`)
      continue
    }
    for (const part of parts) {
      const centre = centres.get(part.workCentre)
      if (!centre || minutesAt(operation, part.workCentre) === undefined) {
        found.push(`work centre: ${id}`)
        continue
      }
      if (part.unit < 0 || part.unit >= centre.capacity) found.push(`unit: ${id}`)
      if (!works(centre, part.begins) || (part.ends > part.begins && !works(centre, part.ends - 1)))
        found.push(`closed: ${id}`)
      if (worked(centre, part) !== part.setup + part.minutes) found.push(`minutes: ${id}`)
      if (!mayPause && !started && part.ends - part.begins !== part.setup + part.minutes)
        found.push(`interrupted: ${id}`)
      if (part.begins < now) found.push(`past: ${id}`)
      if (!started && part.begins < (orders.get(operation.order)!.release ?? -Infinity)) found.push(`release: ${id}`)
      if (!started && part.begins < materialAt) found.push(`material: ${id}`)
    }
    for (const before of after) if (!started && endOf(before) > first.begins) found.push(`precedence: ${id}`)
    checkShare(operation, first, second)
    if (started && plan.policy !== 'split' && first.workCentre !== started.workCentre)
      found.push(`started moved: ${id}`)
    if (isFrozen(operation) && !isAt(operation, parts) && !isExcused(operation)) found.push(`frozen moved: ${id}`)
    if (plan.policy === 'wait' || plan.policy === 'move') {
      const usual = started?.workCentre ?? operation.planned?.workCentre ?? operation.choices[0]!.workCentre
      if (parts.some(({ workCentre }) => workCentre !== usual)) found.push(`not by this policy: ${id}`)
    }
    if (plan.policy === 'wait' && !started && operation.planned && first.begins < operation.planned.begins)
      found.push(`sooner than planned: ${id}`)
  }
  checkUnits()
  checkCost()
  return found

  /**
   * One part is all of it; of two the second has, in its own time, what the first left when its work centre went on
   * leave.
   */
  function checkShare(operation: Operation, first: Part, second: Part | undefined): void {
    const { id, started, mayPause } = operation
    const at = started?.workCentre ?? first.workCentre
    const own = minutesAt(operation, at) ?? 0
    const whole = started ? started.left : own
    const isHandedOnAtOnce = started !== undefined && first.workCentre !== at
    if (!second && !isHandedOnAtOnce) {
      if (first.minutes !== whole) found.push(`share: ${id}`)
      return
    }
    const done = isHandedOnAtOnce ? 0 : first.minutes
    const rest = isHandedOnAtOnce ? first : second!
    const { leaves } = centres.get(at)!
    if (plan.policy !== 'split' || !mayPause) found.push(`split: ${id}`)
    if (
      rest.workCentre === at ||
      rest.minutes !== Math.ceil(((whole - done) / own) * (minutesAt(operation, rest.workCentre) ?? 0))
    )
      found.push(`share: ${id}`)
    const from = isHandedOnAtOnce ? now : first.ends
    if (rest.begins < from) found.push(`precedence: ${id}`)
    if (!leaves.some(({ ends }) => ends > from)) found.push(`split without a leave: ${id}`)
  }

  function isFrozen({ started, planned }: Operation): boolean {
    return !started && planned !== undefined && planned.begins < frozenUntil
  }

  function isAt({ planned }: Operation, parts: readonly Part[]): boolean {
    return parts.length === 1 && parts[0]!.workCentre === planned!.workCentre && parts[0]!.begins === planned!.begins
  }

  /** Frozen too, or waited for by what is frozen. */
  function comesFirst(operation: Operation): boolean {
    return isFrozen(operation) || problem.operations.some((one) => one.after.includes(operation.id) && comesFirst(one))
  }

  /** Its work centre is down, what it needs is not there, or what comes before it takes its place. */
  function isExcused(operation: Operation): boolean {
    const { planned, materialAt = -Infinity, after, setup, mayPause } = operation
    const { workCentre, begins } = planned!
    const centre = centres.get(workCentre)!
    const { release = -Infinity } = orders.get(operation.order)!
    if (begins < now || materialAt > begins || release > begins || after.some((one) => endOf(one) > begins)) return true
    if (!works(centre, begins)) return true
    let ends = begins
    for (let left = minutesAt(operation, workCentre)! + (setup?.minutes ?? 0); left > 0; ends++) {
      if (works(centre, ends)) left--
      else if (!mayPause || ends > begins + 100_000) return true
    }
    if (centre.leaves.some((leave) => leave.begins < ends && begins < leave.ends)) return true
    const others = problem.operations.filter((one) => one.id !== operation.id && (one.started || comesFirst(one)))
    const spans = others.flatMap((one) => partsOf.get(one.id)!.filter((part) => part.workCentre === workCentre))
    for (let minute = begins; minute < ends; minute++)
      if (spans.filter((span) => span.begins <= minute && minute < span.ends).length >= centre.capacity) return true
    return false
  }

  function checkUnits(): void {
    const units = new Map<string, { readonly operation: Operation; readonly part: Part }[]>()
    for (const { operation, parts } of plan.operations)
      for (const part of parts) {
        const unit = `${part.workCentre} ${part.unit}`
        units.set(unit, [...(units.get(unit) ?? []), { operation: operations.get(operation)!, part }])
      }
    for (const all of units.values()) {
      const sorted = all.toSorted(
        (one, other) => one.part.begins - other.part.begins || one.part.ends - other.part.ends,
      )
      for (const [nth, { operation, part }] of sorted.entries()) {
        const before = sorted[nth - 1]
        if (before && before.part.ends > part.begins) found.push(`overlap: ${operation.id}`)
        const { setup, started, id } = operation
        const isUnderWay = started?.workCentre === part.workCentre
        const isSetUp = before !== undefined && before.operation.setup?.family === setup?.family
        if (setup && !isUnderWay && !isSetUp && part.setup !== setup.minutes) found.push(`setup: ${id}`)
        if (part.setup !== 0 && part.setup !== setup?.minutes) found.push(`setup: ${id}`)
      }
    }
  }

  function checkCost(): void {
    let late = 0
    for (const { id, promised = Infinity, value, priority } of problem.orders) {
      const ends = Math.max(0, ...problem.operations.filter(({ order }) => order === id).map((one) => endOf(one.id)))
      late += (Math.max(0, ends - promised) / 1440) * value * priority
    }
    let overtime = 0
    let changes = 0
    for (const { id, planned, started } of problem.operations) {
      const parts = partsOf.get(id) ?? []
      for (const part of parts) {
        const { open, leaves } = centres.get(part.workCentre) ?? { open: [], leaves: [] }
        for (let minute = part.begins; minute < part.ends; minute++)
          if (plan.overtime.includes(part.workCentre) && !isIn(open, minute) && !isIn(leaves, minute))
            if (isIn(centres.get(part.workCentre)!.overtime ?? [], minute)) overtime++
      }
      const isMoved = started
        ? parts.length !== 1 || parts[0]!.workCentre !== started.workCentre
        : planned !== undefined && !isAt({ planned } as Operation, parts)
      if (isMoved) changes++
    }
    const { overtimeMinute, change } = problem.prices
    const sum = late + overtime * overtimeMinute + changes * change
    const differs = (one: number, other: number) => Math.abs(one - other) > 1e-6 * Math.max(1, one)
    if (differs(plan.cost.late, late)) found.push('cost: late')
    if (differs(plan.cost.overtime, overtime * overtimeMinute)) found.push('cost: overtime')
    if (differs(plan.cost.changes, changes * change)) found.push('cost: changes')
    if (differs(plan.cost.total, sum)) found.push('cost: total')
  }
}
