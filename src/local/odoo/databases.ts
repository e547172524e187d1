import { execFile } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import type { Folders } from '../folders.ts'
import { type Address, onConnection } from '../postgres/connect.ts'
import type { ServiceUser } from '../reach.ts'
import { odooClusterAddress } from './cluster.ts'
import type { Edition } from './edition.ts'
import { filesPlace } from './places.ts'

export const role = 'odoo'
const ready = 'millwright: ready'

/** Odoo's databases with the files that belong to them. */
export interface OdooDatabases {
  readonly isReady: (database: string) => Promise<boolean>
  readonly markReady: (database: string) => Promise<void>
  /** A copy with its attachments; nobody may be connected to the template, so whoever is gets disconnected. */
  readonly clone: (template: string, database: string) => Promise<void>
  readonly drop: (database: string) => Promise<void>
}

/** For a process that did not start Odoo itself: a test's, while another runs it. */
export function odooDatabasesHere(
  edition: Edition,
  folders: Pick<Folders, 'data' | 'service'>,
): OdooDatabases | undefined {
  const cluster = odooClusterAddress(edition, folders)
  return cluster && odooDatabases(cluster, filesPlace(edition, folders), folders.service)
}

export function odooDatabases(cluster: Address, dataFolder: string, user: ServiceUser | undefined): OdooDatabases {
  const asOwner = <T>(work: (client: pg.Client) => Promise<T>) => onConnection(cluster, 'postgres', work)
  const files = (database: string) => path.join(dataFolder, 'filestore', database)
  const identity = user && { uid: user.uid, gid: user.gid }
  // The mark lies in the cluster itself, so that it can be neither lost nor kept without the database.
  const markReady = (database: string) =>
    asOwner(async (client) => {
      await client.query(`comment on database ${client.escapeIdentifier(database)} is '${ready}'`)
    })
  const drop = async (database: string) => {
    await asOwner((client) => client.query(`drop database if exists ${client.escapeIdentifier(database)} with (force)`))
    rmSync(files(database), { recursive: true, force: true })
  }
  return {
    markReady,
    drop,
    isReady: (database) =>
      asOwner(async (client) => {
        const { rows } = await client.query(
          `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
          [database],
        )
        return rows[0]?.mark === ready
      }),
    clone: async (template, database) => {
      await drop(database)
      await asOwner(async (client) => {
        await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [template])
        const [from, to] = [client.escapeIdentifier(template), client.escapeIdentifier(database)]
        // Copying files is faster than logging every page, in a cluster that does not wait for its disk.
        await client.query(`create database ${to} template ${from} owner ${role} strategy file_copy`)
      })
      // Attachments are named after their content and never changed in place, so links are as good as copies.
      if (existsSync(files(template))) {
        await promisify(execFile)('cp', ['-al', files(template), files(database)], { ...identity })
      }
      await markReady(database)
    },
  }
}
