import type { World } from './world.ts'

/** Who is written down for what a command does: the person at this machine, as far as the machine knows. */
export const actorOf = ({ env }: Pick<World, 'env'>): string =>
  `command line (${env['SUDO_USER'] ?? env['USER'] ?? env['LOGNAME'] ?? `user ${process.getuid?.() ?? 'unknown'}`})`
