import listed from './packages.json' with { type: 'json' }
import type { Archive } from './mirrors.ts'

/** One Debian package of which our Odoo consists, as it was when the list was made. */
export interface DebianPackage {
  readonly name: string
  readonly version: string
  readonly suite: string
  readonly architecture: string
  readonly archive: Archive
  /** Its place in the archive. */
  readonly path: string
  readonly size: number
  readonly sha256: string
}

/** What Odoo 19 and its web client need, in bookworm's words; apt finds what those need. */
export const wanted = [
  'python3 asn1crypto babel cbor2 chardet cryptography dateutil docutils freezegun geoip2 gevent greenlet idna jinja2',
  'libsass lxml magic markupsafe num2words ofxparse openpyxl openssl passlib pil polib psutil psycopg2 pypdf tz qrcode',
  'reportlab requests rjsmin serial stdnum urllib3 usb vobject werkzeug xlrd xlsxwriter xlwt zeep',
]
  .flatMap((line) => line.split(' '))
  .map((name) => (name === 'python3' ? name : `python3-${name}`))
  .concat('libjs-jquery', 'libjs-jquery-ui', 'libjs-jquery-form', 'libjs-underscore')
  .concat('fonts-roboto-unhinted', 'fonts-font-awesome', 'fonts-inconsolata', 'fonts-glyphicons-halflings')

export const odooPackage = 'odoo-19'

/**
 * What apt counts among the needs and an unpacked Odoo does not: the C library must be the machine's own, the rest
 * serves installing.
 */
export const needless: ReadonlySet<string> = new Set(
  [
    'libc6 gcc-12-base tar dpkg sed perl perl-base perl-modules-5.36 libperl5.36 libgdbm6 libgdbm-compat4 debconf',
    'sgml-base xml-core openssl ca-certificates media-types mailcap mime-support readline-common libpython3-stdlib',
  ].flatMap((line) => line.split(' ')),
)

export const packagesFor = (architecture: string): DebianPackage[] =>
  (listed as DebianPackage[]).filter((each) => each.architecture === architecture || each.architecture === 'all')
