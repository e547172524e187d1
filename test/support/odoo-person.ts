import { z } from 'zod'
import type { OdooWorld } from './odoo-world.ts'

/** Somebody who works in Odoo by hand, with the rights of a manager of stock and manufacturing. */
export async function odooPerson(world: OdooWorld, name: string) {
  const groups = ['base.group_user', 'mrp.group_mrp_manager', 'stock.group_stock_manager', 'base.group_system']
  const login = `${name.toLowerCase().replaceAll(' ', '.')}.${world.tag}`
  const code = `user = env['res.users'].search([('name', '=', ${JSON.stringify(name)})]) or env['res.users'].with_context(no_reset_password=True).create({
    'name': ${JSON.stringify(name)}, 'login': ${JSON.stringify(login)}, 'email': ${JSON.stringify(`${login}@example.com`)}})
for group in ${JSON.stringify(groups)}:
    env.ref(group).write({'user_ids' if 'user_ids' in env['res.groups']._fields else 'users': [(4, user.id)]})
action = {'type': 'ir.actions.act_window_close', 'infos': user.id}`
  const run = async (body: string): Promise<unknown> => {
    const [model] = await world.find('ir.model', [['model', '=', 'res.users']])
    const id = await world.create('ir.actions.server', { name: 'by hand', model_id: model, state: 'code', code: body })
    const shape = z.looseObject({ infos: z.unknown() })
    return (await world.admin.call('ir.actions.server', 'run', { ids: [id] }, shape, {})).infos
  }
  const user = z.int().parse(await run(code))
  return {
    name,
    user,
    /** Runs Python as this person; `env` is theirs. */
    does: (body: string): Promise<unknown> =>
      run(
        `env = env(user=${user})
${body}
# What follows from it is written in their name too, as when they save it.
env.flush_all() if 'user_ids' in env['res.groups']._fields else env['base'].flush()
action = {'type': 'ir.actions.act_window_close', 'infos': True}`,
      ),
  }
}
