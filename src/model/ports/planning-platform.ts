import { CapacityChange } from '../capacity-change.ts'
import { effects, port } from './port.ts'

/** A planner outside the ERP, who has to know what work centres can do: told what changes there, as the ERP carries it. */
export const PlanningPlatform = port('planning-platform', {
  /** One record there by its name, however often it moves; `Refused UNKNOWN_WORK_CENTRE` where it has no such thing. */
  changeCapacity: effects(CapacityChange, ({ workCentre }) => workCentre),
})
