import { Unavailable } from '#kernel/failure'
import type { Calls } from './calls.ts'
import type { Procedure } from './procedures.ts'
import { odoo14 } from './profiles/odoo-14.ts'
import { odoo15 } from './profiles/odoo-15.ts'
import { odoo16 } from './profiles/odoo-16.ts'
import { odoo17 } from './profiles/odoo-17.ts'
import { odoo18 } from './profiles/odoo-18.ts'
import { odoo19 } from './profiles/odoo-19.ts'
import type { Book } from './watched/book.ts'

export type Right = 'read' | 'create' | 'write' | 'unlink'

/** What the procedures touch of a model as the integration user: the least it must have. */
export interface Use {
  readonly rights: readonly Right[]
  readonly fields: readonly string[]
}

/** All in which one version of Odoo differs from another for the connector, outside its procedures. */
export interface Profile {
  readonly version: number
  readonly procedures: readonly Procedure[]
  /** Which of Odoo's own methods the procedures have do their work. */
  readonly calls: Calls
  /** What is watched for changes by people. */
  readonly books: readonly Book[]
  /** Field of a group that holds its users. */
  readonly groupMembers: string
  /** Field of a server action that holds who may run it. */
  readonly actionGroups: string
  /** How one asks whether one may do something with a model. */
  readonly mayQuestion: (right: Right) => { readonly method: string; readonly body: object }
  readonly uses: { readonly [model: string]: Use }
}

/** The oldest first. */
export const profiles: readonly Profile[] = [odoo14, odoo15, odoo16, odoo17, odoo18, odoo19]

/** Later versions than the newest known are tried as that one: what is missing there, its diagnosis tells. */
export function profileOf(version: number): Profile {
  const newest = profiles.at(-1)!
  const found = version > newest.version ? newest : profiles.find((profile) => profile.version === version)
  if (found) return found
  throw new Unavailable(
    'UNSUPPORTED_VERSION',
    `This is Odoo ${version}; the hub posts to Odoo ${profiles[0]!.version} and later`,
  )
}
