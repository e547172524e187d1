import type { Session } from '#api'

export type Role = Session['grants'][number]['role']

/** What a role is for, to whoever gives it. */
export const roleWords: Readonly<Record<Role, string>> = {
  operator: 'sees today and the orders',
  supervisor: 'settles exceptions, answers approvals, proposes and approves rules',
  planner: 'follows orders, answers approvals, proposes rules',
  finance: 'sees what downtime, scrap and maintenance cost, proposes rates',
  integration: 'settles exceptions, proposes rules, sees keys',
  auditor: 'reads everything, changes nothing',
  admin: 'may do everything, and lets others in',
}
