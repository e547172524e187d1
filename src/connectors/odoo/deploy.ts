import { z } from 'zod'
import { sha256 } from '#kernel/canonical-json'
import type { CallOptions, OdooClient } from './client.ts'
import type { Procedure } from './procedures.ts'
import { type Profile, profileOf } from './profile.ts'
import { EFFECT_FIELDS, EFFECT_MODEL, GROUP, PROCEDURE_FIELDS, PROCEDURE_MODEL, type Field } from './schema.ts'

/** One thing that is, or will be, in Odoo on the hub's behalf. */
export interface Planned {
  readonly what: 'model' | 'index' | 'group' | 'rights' | 'procedure'
  readonly name: string
  readonly state: 'missing' | 'there' | 'changed'
  /** The text a person reviews before it is deployed. */
  readonly text?: string
  readonly hash?: string
}

const Ids = z.array(z.int())
const Done = z.unknown()

/**
 * Puts the hub's procedures into an Odoo and takes them out again; needs an administrator's key, once.
 * Everything is found by the names of `schema.ts`, so deploying twice changes nothing.
 */
export function deployment(admin: OdooClient, options: CallOptions = {}) {
  const call = <A>(model: string, method: string, body: object, shape: z.ZodType<A>): Promise<A> =>
    admin.call(model, method, body, shape, options)
  const search = (model: string, domain: unknown[]): Promise<number[]> =>
    call(model, 'search', { domain, context: { active_test: false } }, Ids)
  const create = async (model: string, values: object): Promise<number> =>
    (await call(model, 'create', { vals_list: [values] }, Ids))[0]!

  async function model(name: string, label: string, fields: readonly Field[]): Promise<number> {
    const found = (await search('ir.model', [['model', '=', name]]))[0]
    const id = found ?? (await create('ir.model', { name: label, model: name, state: 'manual', field_id: [] }))
    for (const field of fields) {
      const there = await search('ir.model.fields', [
        ['model', '=', name],
        ['name', '=', field.name],
      ])
      if (there.length === 0) await create('ir.model.fields', { model_id: id, state: 'manual', ...field })
    }
    return id
  }

  async function rights(modelId: number, name: string, group: number, allowed: object): Promise<void> {
    const found = await search('ir.model.access', [
      ['model_id', '=', modelId],
      ['group_id', '=', group],
    ])
    if (found.length === 0) await create('ir.model.access', { name, model_id: modelId, group_id: group, ...allowed })
    else await call('ir.model.access', 'write', { ids: found, vals: allowed }, Done)
  }

  async function asAdministrator(modelId: number, code: string): Promise<void> {
    const id = await create('ir.actions.server', { name: 'Millwright: set up', model_id: modelId, state: 'code', code })
    await call('ir.actions.server', 'run', { ids: [id] }, Done)
    await call('ir.actions.server', 'unlink', { ids: [id] }, Done)
  }

  const actionName = (one: Procedure): string => `Millwright: ${one.name} (${one.hash.slice(0, 12)})`

  const Action = z.array(z.looseObject({ id: z.int(), name: z.string(), code: z.string() }))
  const actions = (): Promise<z.infer<typeof Action>> =>
    call(
      'ir.actions.server',
      'search_read',
      { domain: [['name', '=like', 'Millwright: %']], fields: ['name', 'code'] },
      Action,
    )

  async function externalId(module: string, name: string): Promise<number> {
    const body = {
      domain: [
        ['module', '=', module],
        ['name', '=', name],
      ],
      fields: ['res_id'],
    }
    const found = await call('ir.model.data', 'search_read', body, z.array(z.looseObject({ res_id: z.int() })))
    return found[0]!.res_id
  }

  const profile = async (): Promise<Profile> => profileOf(await admin.version(options))

  const groupId = async (): Promise<number | undefined> => (await search('res.groups', [['name', '=', GROUP]]))[0]

  return {
    /** What would be deployed, each body in full, and how it stands there now. */
    async plan(): Promise<readonly Planned[]> {
      const models = await Promise.all(
        [EFFECT_MODEL, PROCEDURE_MODEL].map(async (name): Promise<Planned> => {
          const there = await search('ir.model', [['model', '=', name]])
          return { what: 'model', name, state: there.length > 0 ? 'there' : 'missing' }
        }),
      )
      const group: Planned = { what: 'group', name: GROUP, state: (await groupId()) ? 'there' : 'missing' }
      const deployed = await actions()
      const { procedures } = await profile()
      const bodies = procedures.map((one): Planned => {
        const there = deployed.find((action) => action.name === actionName(one))
        const same = there && sha256(there.code) === one.hash
        return {
          what: 'procedure',
          name: one.name,
          state: there ? (same ? 'there' : 'changed') : 'missing',
          text: one.body,
          hash: one.hash,
        }
      })
      return [...models, group, ...bodies]
    },

    /** Makes the plan true and lets the integration user in. Older versions stay, for hubs that still call them. */
    async deploy(integrationLogin: string): Promise<void> {
      const { procedures, groupMembers, actionGroups } = await profile()
      const effects = await model(EFFECT_MODEL, 'Millwright effect', EFFECT_FIELDS)
      const known = await model(PROCEDURE_MODEL, 'Millwright procedure', PROCEDURE_FIELDS)
      const group = (await groupId()) ?? (await create('res.groups', { name: GROUP }))
      const users = await search('res.users', [['login', '=', integrationLogin]])
      await call('res.groups', 'write', { ids: [group], vals: { [groupMembers]: users.map((id) => [4, id]) } }, Done)
      const administrators = await externalId('base', 'group_system')
      await rights(effects, 'Millwright integration', group, {
        perm_read: true,
        perm_create: true,
        perm_write: false,
        perm_unlink: false,
      })
      await rights(known, 'Millwright integration', group, {
        perm_read: true,
        perm_create: false,
        perm_write: false,
        perm_unlink: false,
      })
      const all = { perm_read: true, perm_create: true, perm_write: true, perm_unlink: true }
      await rights(effects, 'Millwright administration', administrators, all)
      await rights(known, 'Millwright administration', administrators, all)
      await asAdministrator(
        effects,
        'env.cr.execute("create unique index if not exists x_millwright_effect_key on x_millwright_effect (x_key)")\n' +
          'env.cr.execute("create index if not exists x_millwright_effect_original on x_millwright_effect (x_original)")\n' +
          'env.cr.execute("create index if not exists x_millwright_effect_order on x_millwright_effect (x_order)")\n' +
          'env.cr.execute("create index if not exists x_millwright_effect_at on x_millwright_effect (create_date)")',
      )
      const deployed = await actions()
      for (const one of procedures) {
        const there = deployed.find((action) => action.name === actionName(one))
        const values = {
          name: actionName(one),
          model_id: effects,
          state: 'code',
          code: one.body,
          [actionGroups]: [[6, 0, [group]]],
        }
        if (there) await call('ir.actions.server', 'write', { ids: [there.id], vals: values }, Done)
        const action = there?.id ?? (await create('ir.actions.server', values))
        const named = await search(PROCEDURE_MODEL, [
          ['x_name', '=', one.name],
          ['x_hash', '=', one.hash],
        ])
        const row = { x_name: one.name, x_hash: one.hash, x_action: action }
        if (named.length === 0) await create(PROCEDURE_MODEL, row)
        else await call(PROCEDURE_MODEL, 'write', { ids: named, vals: row }, Done)
      }
    },

    /** Procedures whose body in Odoo is not what this hub was written with; empty when all is well. */
    async drift(): Promise<readonly Planned[]> {
      return (await this.plan()).filter(({ state }) => state !== 'there')
    },

    /** Takes the procedures out; with `forget` also what they remember, after which a repeat would be booked again. */
    async undeploy({ forget = false }: { readonly forget?: boolean } = {}): Promise<void> {
      const ids = (await actions()).map(({ id }) => id)
      if (ids.length > 0) await call('ir.actions.server', 'unlink', { ids }, Done)
      const names = await search('ir.model', [['model', '=', PROCEDURE_MODEL]])
      const rows = names.length > 0 ? await search(PROCEDURE_MODEL, []) : []
      if (rows.length > 0) await call(PROCEDURE_MODEL, 'unlink', { ids: rows }, Done)
      if (!forget) return
      for (const name of [PROCEDURE_MODEL, EFFECT_MODEL]) {
        const found = await search('ir.model', [['model', '=', name]])
        if (found.length > 0) await call('ir.model', 'unlink', { ids: found }, Done)
      }
      const group = await groupId()
      if (group !== undefined) await call('res.groups', 'unlink', { ids: [group] }, Done)
    },
  }
}
