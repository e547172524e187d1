import { defineFlow, type EffectAnswered, type Outcome, type Situation } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { CAPACITY_CHANGED, CapacityChange, type CapacityFile, type CapacityTold } from '#model/capacity-change'
import { PlanningPlatform } from '#model/ports/planning-platform'

/** What the ERP's work centres can do is known to a planner outside, too; what it answers is kept, so that people see it. */
export const capacityTelling = defineFlow({
  name: 'capacity-telling',
  version: '1',
  purpose: 'A planner outside the ERP knows when a work centre is out of work, and has acknowledged it',
  owner: 'planner',
  on: [CAPACITY_CHANGED],
  body: CapacityChange,
  target: { p95: seconds(30), p99: minutes(2) },
  hearsConfirmations: true,

  decide({ body, file, now, keeps }): Outcome<CapacityFile> {
    if (!keeps(PlanningPlatform)) return { verdict: 'accepted', sentence: 'No planner outside the ERP is to know.' }
    const told = { name: body.name, state: 'owed', at: now } as const
    return {
      verdict: 'accepted',
      sentence: `${body.name} is ${body.closed ? 'out of work' : 'free again'}: the planner outside is told.`,
      file: fileWith(file?.data, body.workCentre, told),
      intents: [PlanningPlatform.changeCapacity(body)],
    }
  },

  answered({ body, file, now }: Situation<EffectAnswered, Record<never, never>, CapacityFile>): Outcome<CapacityFile> {
    const { workCentre, name } = body.body as unknown as CapacityChange
    const isTaken = body.state === 'confirmed'
    const said = isTaken ? documentIn(body.receipt) : body.failure?.sentence
    const told: CapacityTold = {
      ...{ name, state: isTaken ? 'acknowledged' : 'refused', at: now },
      ...(said === undefined ? {} : { said }),
    }
    return {
      verdict: 'accepted',
      sentence: isTaken
        ? `The planner outside has acknowledged what ${name} can do.`
        : `The planner outside would not: ${said ?? 'it gave no reason'}`,
      file: fileWith(file?.data, workCentre, told),
    }
  },
})

/** At rest once nothing is owed. */
function fileWith(was: CapacityFile | undefined, workCentre: string, one: CapacityTold) {
  const told = { ...was?.told, [workCentre]: one }
  const isOwed = Object.values(told).some(({ state }) => state === 'owed')
  return { state: isOwed ? 'owed' : 'closed', data: { told } satisfies CapacityFile }
}

function documentIn(receipt: unknown): string | undefined {
  const { documents } = (receipt ?? {}) as {
    readonly documents?: readonly { readonly label?: string; readonly id: string }[]
  }
  const [first] = documents ?? []
  return first?.label ?? first?.id
}
