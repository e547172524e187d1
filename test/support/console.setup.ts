import path from 'node:path'
import { build } from 'vite'

/** Builds the console once for all browser tests; a second and a half. */
export async function setup(): Promise<void> {
  await build({ configFile: path.join(import.meta.dirname, '../../vite.config.ts'), logLevel: 'warn' })
}
