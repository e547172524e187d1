/** Settings given on PostgreSQL's command line, where no file or ALTER SYSTEM can overrule them. */
export type Settings = Readonly<Record<string, string | number>>

/** Reached over the loopback with a password, and in no other way. */
const closed: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
}

const usual: Settings = {
  shared_buffers: '128MB',
  max_connections: 100,
  max_wal_size: '512MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u@%d ',
  log_lock_waits: 'on',
}

const durably: Settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Elsewhere the default is right; macOS's fsync alone leaves the data in the drive's cache.
  ...(process.platform === 'darwin' && { wal_sync_method: 'fsync_writethrough' }),
}

/** For databases that can be made again from nothing; a power cut may ruin them. */
const carelessly: Settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

export const settingsOf = (durable: boolean, more: Settings = {}): Settings => ({
  ...usual,
  ...more,
  ...(durable ? durably : carelessly),
  ...closed,
})

export const asArguments = (settings: Settings): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
