import type { Edition } from '../edition.ts'
import type { DebianPackage } from '../packages.ts'
import { named } from './names.ts'
import listed from './packages-19.json' with { type: 'json' }

const modules = './usr/lib/python3/dist-packages/odoo/addons'

/** Odoo 19: Debian's package of sid on bookworm's Python. */
export const odoo19: Edition = {
  version: '19',
  name: 'odoo',
  python: 'python3.11',
  debian: {
    suites: ['bookworm', 'bookworm-updates', 'bookworm-security', 'sid'],
    // Only Odoo itself comes from sid; its libraries are bookworm's.
    preferences: 'Package: *\nPin: release n=sid\nPin-Priority: 100\n',
    odooPackage: 'odoo-19',
    wanted: [
      'python3',
      ...named(
        'python3-',
        'asn1crypto babel cbor2 chardet cryptography dateutil docutils freezegun geoip2 gevent greenlet idna jinja2',
        'libsass lxml magic markupsafe num2words ofxparse openpyxl openssl passlib pil polib psutil psycopg2 pypdf tz',
        'qrcode reportlab requests rjsmin serial stdnum urllib3 usb vobject werkzeug xlrd xlsxwriter xlwt zeep',
      ),
      ...named('libjs-', 'jquery jquery-ui jquery-form underscore'),
      ...named('fonts-', 'roboto-unhinted font-awesome inconsolata glyphicons-halflings'),
    ],
    needless: new Set(
      named(
        '',
        'libc6 gcc-12-base tar dpkg sed perl perl-base perl-modules-5.36 libperl5.36 libgdbm6 libgdbm-compat4 debconf',
        'sgml-base xml-core openssl ca-certificates media-types mailcap mime-support readline-common libpython3-stdlib',
      ),
    ),
    list: 'packages-19.json',
    listed: listed as DebianPackage[],
    // Tests of Odoo itself and payment_* stay, for other modules load them.
    leftOut: [
      `${modules}/*/tests/*`,
      ...named(`${modules}/`, 'l10n_* website* theme_* pos_* spreadsheet_dashboard*'),
      './usr/lib/python3/dist-packages/addons',
    ],
  },
  modules: named(
    '',
    'mrp stock maintenance mrp_account purchase_mrp purchase_stock sale_management sale_mrp sale_stock account',
    'stock_account mrp_subcontracting mrp_subcontracting_account mrp_subcontracting_purchase stock_maintenance',
    'base_automation rpc',
  ),
  initialising: ['--skip-auto-install'],
  longPollingSetting: 'gevent_port',
  people: {
    groupsField: 'group_ids',
    keyEnds: [null],
    warming: 'warm-19.py',
  },
  question: (database, _login, key) => ({
    path: '/json/2/res.users/context_get',
    headers: { authorization: `bearer ${key}`, 'x-odoo-database': database },
    body: {},
    isAnswer: (answer) => typeof answer === 'object' && answer !== null && 'uid' in answer,
  }),
}
