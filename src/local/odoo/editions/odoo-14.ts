import type { Edition } from '../edition.ts'
import type { DebianPackage } from '../packages.ts'
import { named } from './names.ts'
import listed from './packages-14.json' with { type: 'json' }

const modules = './usr/lib/python3/dist-packages/odoo/addons'

/** Odoo 14: Debian's package of bullseye on bullseye's Python; newer C libraries run what was made for older ones. */
export const odoo14: Edition = {
  version: '14',
  name: 'odoo-14',
  python: 'python3.9',
  debian: {
    // Of an archived release only this suite stays as it is; it serves this machine alone.
    suites: ['bullseye'],
    preferences: '',
    odooPackage: 'odoo-14',
    wanted: [
      'python3',
      ...named(
        'python3-',
        'babel chardet dateutil decorator docutils feedparser freezegun gevent html2text idna jinja2 libsass lxml mako',
        'mock num2words ofxparse passlib pil polib psutil psycopg2 pyparsing pypdf2 qrcode reportlab requests serial',
        'stdnum suds tz usb vobject werkzeug xlrd xlsxwriter xlwt zeep',
      ),
      ...named('libjs-', 'jquery jquery-ui jquery-form underscore'),
      ...named('fonts-', 'roboto-unhinted font-awesome inconsolata'),
    ],
    needless: new Set(
      named(
        '',
        'libc6 libc-bin libcrypt1 gcc-10-base tar dpkg sed perl perl-base perl-modules-5.32 libperl5.32 libgdbm6',
        'libgdbm-compat4 debconf sgml-base xml-core openssl ca-certificates media-types mailcap mime-support',
        'readline-common libpython3-stdlib coreutils install-info',
      ),
    ),
    list: 'packages-14.json',
    listed: listed as DebianPackage[],
    // Tests of modules, manifests of website and the generic chart of accounts stay: other modules load them.
    leftOut: [
      `${modules}/l10n_[a-fh-z]*`,
      `${modules}/l10n_g[a-df-z]*`,
      `${modules}/website*/static/*`,
      `${modules}/theme_*`,
    ],
  },
  // Without a country Odoo 14 takes no chart of accounts by itself, and valuation has nowhere to go.
  modules: named(
    '',
    'mrp stock maintenance mrp_account purchase_mrp purchase_stock sale_management sale_mrp sale_stock account',
    'stock_account mrp_subcontracting mrp_subcontracting_account base_automation l10n_generic_coa',
  ),
  initialising: ['--without-demo=all'],
  longPollingSetting: 'longpolling_port',
  people: {
    groupsField: 'groups_id',
    keyEnds: [],
    warming: 'warm-14.py',
  },
  question: (database, login, key) => ({
    path: '/jsonrpc',
    headers: {},
    body: {
      jsonrpc: '2.0',
      method: 'call',
      params: { service: 'common', method: 'login', args: [database, login, key] },
    },
    isAnswer: (answer) => Number.isInteger((answer as { result?: unknown }).result),
  }),
}
