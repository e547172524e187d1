import { readEstate } from '#governance/estate-file'
import { OdooSettings } from '../connectors/odoo/settings.ts'
import type { World } from './world.ts'

const Mode = OdooSettings.shape.mode

export interface OdooMode {
  readonly mode: OdooSettings['mode']
  readonly why: string
}

/** How the hub books in an Odoo: as the settings of that system say, else by procedures. */
export function modeOf({ env }: Pick<World, 'env'>, url: string): OdooMode {
  const folder = env['MILLWRIGHT_ESTATE']
  const systems = folder ? readEstate(folder, env).systems : []
  const bare = (address: unknown): string => String(address).replace(/\/+$/, '')
  const system = systems.find(({ kind, settings }) => kind === 'odoo' && bare(settings['url']) === bare(url))
  if (!system) return { mode: Mode.parse(undefined), why: 'no estate says otherwise' }
  const mode = Mode.parse(system.settings['mode'])
  return {
    mode,
    why: `the settings of ${system.id} in the estate say ${'mode' in system.settings ? 'so' : 'nothing else'}`,
  }
}
