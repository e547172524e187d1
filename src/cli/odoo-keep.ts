import { askedToEnd } from '../local/farewell.ts'
import type { Version } from '../local/odoo/edition.ts'
import { editions } from '../local/odoo/editions/index.ts'
import type { People } from '../local/odoo/people.ts'
import { startOdoo } from '../local/odoo/start.ts'
import { startPostgres } from '../local/postgres/start.ts'
import { Trouble, type TroubleKind } from '../local/trouble.ts'
import type { World } from './world.ts'

/** What the keeper tells the command that started it. */
export type Tidings =
  | { readonly tell: 'doing'; readonly sentence: string }
  | {
      readonly tell: 'ready'
      readonly url: string
      readonly database: string
      readonly isNew: boolean
      readonly people: People
    }
  | { readonly tell: 'failed'; readonly kind: TroubleKind; readonly sentence: string }

export interface KeepOptions {
  readonly version: Version
  readonly workers: number
  readonly port?: number
}

const tell = (tidings: Tidings) => {
  if (process.connected) process.send?.(tidings)
}

/** Runs Odoo with its cluster until asked to end. */
export async function keep({ folders, say }: World, { version, workers, port }: KeepOptions): Promise<void> {
  const end = askedToEnd()
  const both = (sentence: string) => {
    say(`${new Date().toISOString()} ${sentence}`)
    tell({ tell: 'doing', sentence })
  }
  try {
    const where = folders()
    const edition = editions[version]
    await using postgres = await startPostgres({ folders: where, name: edition.name, durable: false, say: both })
    const wish = {
      edition,
      folders: where,
      postgres,
      database: 'odoo',
      workers,
      say: both,
      ...(port && { httpPort: port }),
    }
    const starting = startOdoo(wish)
    const odoo = await Promise.race([starting, end])
    if (typeof odoo === 'string') process.exit(1) // still being made; what was begun for it ends with us
    await using _ = odoo
    const { url, database, isNew, people } = odoo
    tell({ tell: 'ready', url, database, isNew, people })
    await Promise.race([end, odoo.ended, postgres.ended])
    say(`${new Date().toISOString()} stopping`)
  } catch (error) {
    const kind = error instanceof Trouble ? error.kind : 'failed'
    tell({ tell: 'failed', kind, sentence: (error as Error).message })
    throw error
  } finally {
    if (process.connected) process.disconnect()
  }
}
