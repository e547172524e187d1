import type { Edition, Version } from '../edition.ts'
import { odoo15, odoo16, odoo17, odoo18 } from './from-source.ts'
import { odoo14 } from './odoo-14.ts'
import { odoo19 } from './odoo-19.ts'

export const editions: Readonly<Record<Version, Edition>> = {
  '19': odoo19,
  '18': odoo18,
  '17': odoo17,
  '16': odoo16,
  '15': odoo15,
  '14': odoo14,
}

/** The newest first. */
export const versions = (Object.keys(editions) as Version[]).toReversed()

/** What runs where nobody says which. */
export const usualVersion: Version = '19'
