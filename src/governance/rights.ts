/** What people may be in a plant. A person holds roles per plant; `*` is every plant. */
export const roles = ['operator', 'supervisor', 'planner', 'finance', 'integration', 'auditor', 'admin'] as const
export type RoleName = (typeof roles)[number]

/** What can be done at the console and the API, each named as thing and verb. */
export const rights = [
  'today.read',
  'messages.read',
  'exceptions.read',
  'exceptions.assign',
  'exceptions.resolve',
  'exceptions.override',
  'approvals.read',
  'approvals.answer',
  'orders.read',
  'assets.read',
  'assets.manage',
  'windows.plan',
  'alerts.read',
  'alerts.acknowledge',
  'alerts.test',
  'rules.read',
  'rules.propose',
  'rules.approve',
  'field-tables.read',
  'audit.read',
  'retention.read',
  'holds.manage',
  'keys.read',
  'keys.manage',
  'people.manage',
] as const
export type Right = (typeof rights)[number]

/** Least right first: what a role is not given here, it does not have. */
export const rightsOf: Record<RoleName, readonly Right[]> = {
  operator: ['today.read', 'orders.read'],
  supervisor: [
    'today.read',
    'messages.read',
    'exceptions.read',
    'exceptions.assign',
    'exceptions.resolve',
    'exceptions.override',
    'approvals.read',
    'approvals.answer',
    'orders.read',
    'assets.read',
    'assets.manage',
    'windows.plan',
    'alerts.read',
    'alerts.acknowledge',
    'rules.read',
    'rules.propose',
    'rules.approve',
  ],
  planner: [
    'today.read',
    'messages.read',
    'exceptions.read',
    'exceptions.assign',
    'approvals.read',
    'approvals.answer',
    'orders.read',
    'assets.read',
    'assets.manage',
    'windows.plan',
    'alerts.read',
    'alerts.acknowledge',
    'rules.read',
    'rules.propose',
  ],
  finance: ['today.read', 'messages.read', 'orders.read', 'assets.read', 'rules.read', 'rules.propose'],
  integration: [
    'today.read',
    'messages.read',
    'exceptions.read',
    'exceptions.assign',
    'exceptions.resolve',
    'approvals.read',
    'orders.read',
    'assets.read',
    'assets.manage',
    'alerts.read',
    'alerts.acknowledge',
    'alerts.test',
    'rules.read',
    'rules.propose',
    'field-tables.read',
    'keys.read',
  ],
  auditor: [
    'today.read',
    'messages.read',
    'exceptions.read',
    'approvals.read',
    'orders.read',
    'assets.read',
    'alerts.read',
    'rules.read',
    'field-tables.read',
    'audit.read',
    'retention.read',
    'holds.manage',
    'keys.read',
  ],
  admin: rights,
}

export interface Grant {
  readonly role: RoleName
  readonly plant: string
}

/** The plants where somebody has a right; `*` when everywhere. */
export function plantsWith(grants: readonly Grant[], right: Right): readonly string[] | '*' {
  const plants = grants.filter(({ role }) => rightsOf[role].includes(right)).map(({ plant }) => plant)
  return plants.includes('*') ? '*' : [...new Set(plants)]
}

export const mayIn = (grants: readonly Grant[], right: Right, plant: string): boolean => {
  const plants = plantsWith(grants, right)
  return plants === '*' || plants.includes(plant)
}
