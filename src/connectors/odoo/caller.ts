import { z } from 'zod'
import { Refused, Unavailable } from '#kernel/failure'
import type { CallOptions, OdooClient } from './client.ts'
import type { ProcedureName } from './procedures.ts'
import { profileOf } from './profile.ts'
import { EFFECT_MODEL, PROCEDURE_MODEL } from './schema.ts'

/** Calls a deployed procedure of exactly the version this hub was written with. */
export type Run = <Infos>(
  name: ProcedureName,
  payload: object,
  infos: z.ZodType<Infos>,
  options: CallOptions,
) => Promise<Infos>

const Found = z.array(z.looseObject({ x_action: z.int() }))

export function procedureCaller(odoo: OdooClient): Run {
  const actions = new Map<ProcedureName, number>()

  async function actionFor(name: ProcedureName, options: CallOptions): Promise<number> {
    const known = actions.get(name)
    if (known !== undefined) return known
    const { procedures } = profileOf(await odoo.version(options))
    const { hash } = procedures.find((one) => one.name === name)!
    const domain = [
      ['x_name', '=', name],
      ['x_hash', '=', hash],
    ]
    const found = await odoo
      .call(PROCEDURE_MODEL, 'search_read', { domain, fields: ['x_action'] }, Found, options)
      .catch((failure: unknown) => {
        // So speaks an older Odoo of a model it does not have: this was only a question, and no event is at fault.
        throw failure instanceof Refused ? notDeployed(name) : failure
      })
    if (!found[0]) throw notDeployed(name)
    actions.set(name, found[0].x_action)
    return found[0].x_action
  }

  return async (name, payload, infos, options) => {
    const action = await actionFor(name, options)
    const body = { ids: [action], context: { active_model: EFFECT_MODEL, payload } }
    // A procedure that answers anything but its own words, such as a wizard, has not done what was asked.
    const shape = z.object({ type: z.literal('ir.actions.act_window_close'), infos })
    try {
      return (await odoo.call('ir.actions.server', 'run', body, shape, options)).infos
    } catch (failure) {
      if (failure instanceof Unavailable && failure.code === 'NOT_DEPLOYED') actions.delete(name)
      throw failure
    }
  }
}

const notDeployed = (name: ProcedureName): Unavailable =>
  new Unavailable('NOT_DEPLOYED', `Odoo lacks this version of the procedure ${name}; an administrator has to deploy it`)
