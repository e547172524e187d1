import type { LocalPostgres } from '../postgres/start.ts'
import type { Edition } from './edition.ts'
import type { Runtime } from './runtime.ts'

export interface Configuration {
  readonly edition: Edition
  readonly postgres: Pick<LocalPostgres, 'host' | 'port'>
  readonly role: string
  readonly password: string
  readonly masterPassword: string
  readonly database: string
  /** Serve every database of the cluster, each call naming its own, instead of only one. */
  readonly servesAll: boolean
  readonly httpPort: number
  readonly longPollingPort: number
  readonly dataFolder: string
  readonly runtime: Runtime
  readonly workers: number
  readonly cron: boolean
}

const literally = (name: string) => name.replaceAll(/[^A-Za-z0-9]/g, '\\$&')

/** Odoo's own configuration file; it holds a password. */
export const configurationFile = (wish: Configuration): string =>
  Object.entries({
    db_host: wish.postgres.host,
    db_port: wish.postgres.port,
    db_user: wish.role,
    db_password: wish.password,
    dbfilter: wish.servesAll ? '^.*$' : `^${literally(wish.database)}$`,
    list_db: 'False',
    admin_passwd: wish.masterPassword,
    http_interface: '127.0.0.1',
    http_port: wish.httpPort,
    [wish.edition.longPollingSetting]: wish.longPollingPort,
    data_dir: wish.dataFolder,
    addons_path: wish.runtime.modules,
    workers: wish.workers,
    max_cron_threads: wish.cron ? 1 : 0,
    limit_time_real: 600,
    limit_time_cpu: 600,
  }).reduce((text, [name, value]) => `${text}${name} = ${value}\n`, '[options]\n')
