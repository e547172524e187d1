import { type Grant, mayIn, plantsWith, type RoleName, roles, rightsOf } from './rights.ts'

/** Nobody gives away what they do not hold: the right to manage people there, and every right of the role. */
export const mayGrant = (own: readonly Grant[], { role, plant }: Grant): boolean =>
  [...rightsOf[role], 'people.manage' as const].every((right) => mayIn(own, right, plant))

/** Every role in every plant that somebody may give or take away, of those there are. */
export const grantable = (own: readonly Grant[], plants: readonly string[]): readonly Grant[] =>
  ['*', ...plants].flatMap((plant) => roles.map((role) => ({ role, plant })).filter((grant) => mayGrant(own, grant)))

/** The roles of somebody that another may know of: those in the plants where they manage people, and everywhere. */
export const grantsSeenBy = (own: readonly Grant[], grants: readonly Grant[]): readonly Grant[] =>
  grants.filter(({ plant }) => plant === '*' || mayIn(own, 'people.manage', plant))

/** Whether somebody is theirs to know of: by a role in a plant they manage. Who manages all knows everybody. */
export const isSeenBy = (own: readonly Grant[], grants: readonly Grant[]): boolean =>
  plantsWith(own, 'people.manage') === '*' || grants.some(({ plant }) => mayIn(own, 'people.manage', plant))

/** Shutting somebody out is for whoever could have given all they hold. */
export const mayShutOut = (own: readonly Grant[], grants: readonly Grant[]): boolean =>
  isSeenBy(own, grants) && grants.every((grant) => mayGrant(own, grant))

/** Roles with which somebody can let others in. */
export const managing: readonly RoleName[] = roles.filter((role) => rightsOf[role].includes('people.manage'))
