import { CapacityChange } from '../capacity-change.ts'
import { OutsidePlan, type OutsidePlanWish } from '../outside-plan.ts'
import { effects, port, reads } from './port.ts'

/**
 * A planner outside the ERP, who has to know what work centres can do: told what changes there, as the ERP carries it. Where
 * a plant has it plan, it is asked what it would do with all that is open.
 */
export const PlanningPlatform = port('planning-platform', {
  /** One record there by its name, however often it moves; `Refused UNKNOWN_WORK_CENTRE` where it has no such thing. */
  changeCapacity: effects(CapacityChange, ({ workCentre }) => workCentre),

  /** It is given what is open, plans, and says where it would have each operation. Nothing of that stands in the ERP. */
  plan: reads<OutsidePlanWish, OutsidePlan>(OutsidePlan),
})
