import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Edition } from './edition.ts'

/** How the unpacked Odoo is called: with its own Python and libraries, and nothing of this machine's but the C library. */
export interface Runtime {
  readonly python: string
  readonly program: string
  readonly modules: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * `folder` is where it may write: its home, and the compiled Python, which is not written beside the sources. With
 * `source` the unpacked part is Python and its libraries alone.
 */
export function runtimeOf({ python }: Edition, root: string, folder: string, source?: string): Runtime {
  const inRoot = (...names: string[]) => path.join(root, 'usr', ...names)
  const triplet = readdirSync(inRoot('lib')).find((name) => name.endsWith('-linux-gnu')) ?? ''
  const zones = inRoot('share', 'zoneinfo')
  return {
    python: inRoot('bin', python),
    program: source ? path.join(source, 'odoo-bin') : inRoot('bin', 'odoo'),
    modules: source ? modulesIn(source) : inRoot('lib', 'python3', 'dist-packages', 'odoo', 'addons'),
    env: {
      HOME: folder,
      PATH: '/usr/bin:/bin',
      LC_ALL: 'C.UTF-8',
      TZ: 'UTC',
      PYTHONHOME: inRoot(),
      PYTHONPATH: inRoot('lib', 'python3', 'dist-packages'),
      PYTHONPYCACHEPREFIX: path.join(folder, 'pycache'),
      PYTHONNOUSERSITE: '1',
      LD_LIBRARY_PATH: [inRoot('lib', triplet), path.join(root, 'lib', triplet)].join(':'),
      MAGIC: inRoot('lib', 'file', 'magic.mgc'),
      PYTZ_TZDATADIR: zones,
      PYTHONTZPATH: zones,
    },
  }
}

/** A source tree keeps its modules beside Odoo, an installed copy of one within it. */
function modulesIn(source: string): string {
  const beside = path.join(source, 'addons')
  return existsSync(beside) ? beside : path.join(source, 'odoo/addons')
}
