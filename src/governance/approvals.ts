import { type Grant, mayIn, type RoleName } from './rights.ts'

/** Who may answer for a role of the domain, where the plant has no console role of that name. */
const answering: Readonly<Record<string, readonly RoleName[]>> = {
  supervisor: ['supervisor'],
  planner: ['planner'],
  quality: ['supervisor'],
  warehouse: ['supervisor'],
  controller: ['planner'],
  steward: ['planner'],
  integration: [],
}

/** Whether somebody may answer a question to a role in a plant: they hold the right there, and the role or admin. */
export const mayAnswer = (grants: readonly Grant[], role: string, plant: string): boolean => {
  const here = grants.filter((grant) => grant.plant === plant || grant.plant === '*')
  return (
    mayIn(grants, 'approvals.answer', plant) &&
    here.some((grant) => grant.role === 'admin' || (answering[role] ?? []).includes(grant.role))
  )
}
