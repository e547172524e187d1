import { FAILOVER_SETTING, MAY_LOSE } from '#engine'
import { Trouble } from '../local/trouble.ts'
import type { World } from './world.ts'

/** Whether whoever runs the hub takes upon themselves what a failover to an asynchronous standby loses. */
export function failoverOf({ env }: Pick<World, 'env'>): { readonly failoverMayLose: boolean } {
  const said = env[FAILOVER_SETTING]
  if (!said || said === MAY_LOSE) return { failoverMayLose: said === MAY_LOSE }
  throw new Trouble('failed', `${FAILOVER_SETTING} is "${said}"; say ${MAY_LOSE}, or leave it out.`)
}
