import type { Known } from './problems.ts'
import type { Rules } from './document.ts'

/** The part of the rules that is about some plants; a field table belongs to the plants of the systems that speak by it. */
export function shareOf(rules: Rules, mine: (plant: string) => boolean, known: Known): Rules {
  return {
    policies: Object.fromEntries(Object.entries(rules.policies).filter(([plant]) => mine(plant))),
    ownership: rules.ownership.filter(({ plant }) => mine(plant)),
    flows: rules.flows.filter(({ plant }) => mine(plant)),
    alerting: alertingOf(rules, ({ plant }) => mine(plant)),
    fieldTables: rules.fieldTables.filter(({ table }) => usersOf(table, known).every(mine)),
  }
}

/** The rules with the share of some plants put in the place of what they said before; other plants' stay untouched. */
export function withShare(rules: Rules, share: Rules, mine: (plant: string) => boolean, known: Known): Rules {
  const others = shareOf(rules, (plant) => !mine(plant), known)
  const kept = rules.fieldTables.filter(({ table }) => !usersOf(table, known).every(mine))
  return {
    policies: { ...others.policies, ...share.policies },
    ownership: [...others.ownership, ...share.ownership],
    flows: [...others.flows, ...share.flows],
    alerting: {
      recipients: [...others.alerting.recipients, ...share.alerting.recipients],
      routes: [...others.alerting.routes, ...share.alerting.routes],
    },
    fieldTables: [...kept, ...share.fieldTables.filter(({ table }) => usersOf(table, known).every(mine))],
  }
}

/** Plants that a share speaks of. */
export const plantsIn = ({ policies, ownership, flows, alerting }: Rules): readonly string[] => [
  ...new Set([
    ...Object.keys(policies),
    ...[...ownership, ...flows, ...alerting.recipients, ...alerting.routes].map(({ plant }) => plant),
  ]),
]

const alertingOf = (
  { alerting: { recipients, routes } }: Rules,
  isMeant: (about: { readonly plant: string }) => boolean,
): Rules['alerting'] => ({ recipients: recipients.filter(isMeant), routes: routes.filter(isMeant) })

/** A table that nobody speaks by is everybody's. */
function usersOf(table: string, { systems, plants }: Known): readonly string[] {
  const users = systems.filter(({ fieldTable }) => fieldTable === table).flatMap((system) => system.plants)
  return users.length > 0 ? users : plants.map(({ id }) => id)
}
