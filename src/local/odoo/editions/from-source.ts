import type { Edition, Version } from '../edition.ts'
import type { DebianPackage } from '../packages.ts'
import { odoo14 } from './odoo-14.ts'
import { odoo19 } from './odoo-19.ts'
import further15 from './packages-15.json' with { type: 'json' }
import further16 from './packages-16.json' with { type: 'json' }

type Debian = Edition['debian']

/** The Python and the libraries of a version that Debian packages, with what another version needs beyond them. */
const librariesOf = ({ debian }: Edition, wanted: readonly string[], list: string, further: unknown): Debian => ({
  ...debian,
  odooPackage: undefined,
  wanted: [...debian.wanted, ...wanted],
  list,
  listed: [...debian.listed.filter(({ name }) => name !== debian.odooPackage), ...(further as DebianPackage[])],
  elsewhere: debian.listed,
})

/** An Odoo whose source tree somebody names: for tests, since what a person would wait for is made when one comes. */
const fromSource = (
  version: Version,
  own: Pick<Edition, 'python' | 'debian' | 'modules'> & Partial<Edition>,
): Edition => ({
  ...odoo14,
  version,
  name: `odoo-${version}`,
  fromSource: true,
  longPollingSetting: 'gevent_port',
  people: { ...odoo14.people, warming: undefined },
  ...own,
})

const modules = odoo14.modules.concat('mrp_subcontracting_purchase')
/** From 17 on a chart of accounts is there without a module of its own. */
const withoutChart = modules.filter((name) => name !== 'l10n_generic_coa')

const onBookworm = {
  python: odoo19.python,
  debian: librariesOf(odoo19, ['python3-decorator', 'python3-pypdf2'], 'packages-16.json', further16),
}

export const odoo15 = fromSource('15', {
  python: odoo14.python,
  debian: librariesOf(odoo14, ['python3-openssl'], 'packages-15.json', further15),
  modules,
  longPollingSetting: odoo14.longPollingSetting,
})
export const odoo16 = fromSource('16', { ...onBookworm, modules })
export const odoo17 = fromSource('17', { ...onBookworm, modules: withoutChart })
export const odoo18 = fromSource('18', {
  ...onBookworm,
  modules: withoutChart,
  people: { ...odoo14.people, keyEnds: odoo19.people.keyEnds, warming: undefined },
})
