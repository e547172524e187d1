import { type Connection, journalKeeper, type Store } from '#engine'
import { type AssetBook, capacityDesk } from '#assets'
import { planApart, replanDesk } from '#replanning'
import { fieldTablesKeeper } from '#governance/field-tables'
import { minutes, seconds } from '#kernel/time'
import { askOne, type EstateConnections } from './connections.ts'
import type { Ground } from './ground.ts'
import type { OpenRules } from './rules.ts'

export interface DeskParts extends Pick<Ground, 'database' | 'home' | 'now'> {
  readonly store: Store
  readonly rules: OpenRules
  readonly assets: AssetBook
  /** Asked once everything is connected, the desks among it. */
  readonly connections: () => EstateConnections
}

/** What the hub keeps itself, and flows ask and tell like any other system. */
export function ownDesks({ database, home, now, store, rules, assets, connections }: DeskParts): readonly Connection[] {
  const own = { system: 'hub', callsAtOnce: 1, deadline: seconds(5), lingers: seconds(5) }
  const of = (...[plant, port]: Parameters<EstateConnections['of']>) => connections().of(plant, port)
  return [
    { ...own, keeper: journalKeeper(store) },
    { ...own, keeper: fieldTablesKeeper(() => rules.live.now().rules.fieldTables) },
    { ...own, deadline: seconds(30), keeper: capacityDesk({ database, home, assets, ask: askOne(of) }) },
    {
      ...own,
      // Long enough for all open orders of a large plant to be told, and for the search.
      deadline: minutes(3),
      keeper: replanDesk({
        ...{ database, home, now, plan: planApart },
        rulesOf: (plant) => rules.policyOf(plant).replanning,
        zoneOf: rules.zoneOf,
        ask: askOne(of, minutes(1)),
      }),
    },
  ]
}
