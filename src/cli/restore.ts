import path from 'node:path'
import { Command } from 'commander'
import { restore } from '../local/index.ts'
import { hours, later } from '#kernel/time'
import { systemClock } from '#kernel/world'
import { assertOurs } from './backup.ts'
import { HUB_CLUSTER } from './hub-database.ts'
import type { World } from './world.ts'

export const restoreCommand = (world: World): Command =>
  new Command('restore')
    .argument('<folder>', 'what "millwright backup" made')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      `
Stop "millwright up" first. What was there is moved aside, not deleted. What was acknowledged after the backup is not known
any more: have the senders send it again. What of it is booked in Odoo already is known there and not booked twice.

Example:
  millwright restore /mnt/backups/millwright-monday`,
    )
    .action(async (folder: string, { json }: { json?: boolean }) => {
      assertOurs(world)
      const restored = await restore(world.folders(), HUB_CLUSTER, path.resolve(folder), systemClock.now())
      if (json) return world.print(JSON.stringify(restored))
      const { note, before } = restored
      world.print(`The database is as it was at ${note.takenAt}.`)
      if (before) world.print(`What was there before lies in ${before}.`)
      const since = later(note.takenAt, -hours(1))
      world.print(
        `Start it with "millwright up", then see what is in Odoo and not known here any more, and whose it is: ` +
          `"millwright reconcile --since ${since} --as LOGIN". Have the senders send again what they sent since.`,
      )
    })
