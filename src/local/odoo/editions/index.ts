import type { Edition, Version } from '../edition.ts'
import { odoo14 } from './odoo-14.ts'
import { odoo19 } from './odoo-19.ts'

export const editions: Readonly<Record<Version, Edition>> = { '19': odoo19, '14': odoo14 }

export const versions = Object.keys(editions) as Version[]

/** What runs where nobody says which. */
export const usualVersion: Version = '19'
