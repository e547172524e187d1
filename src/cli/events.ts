import { Command } from 'commander'
import { eventsSend } from './events-send.ts'
import type { World } from './world.ts'

export function eventsCommand(world: World): Command {
  const events = new Command('events')
  events
    .command('send')
    .description('hand events to a hub and say what became of each')
    .argument('<file>', 'CloudEvents: one as JSON, several as a JSON array, or one a line; - is standard input')
    .option('--url <address>', 'address of the hub (default: MILLWRIGHT_URL, else http://127.0.0.1:8420)')
    .option('--key-file <file>', 'file with the key of the system that speaks (default: the demo’s)')
    .option('--key <key>', 'the key itself; others on this machine can see it, a file is better')
    .option('--json', 'answer as JSON: the receipts, in the order of the events')
    .addHelpText(
      'after',
      `
The key may also be in MILLWRIGHT_KEY. Sending the same file again is safe: what is known is told as a duplicate.

Examples:
  millwright events send receipts.json
  millwright events send shift.jsonl --url https://hub.example.com --key-file /run/secrets/mes
  tail -n 100 shift.jsonl | millwright events send -

Exit codes:
  0  every event is accepted, or was before
  1  at least one was refused or is in conflict with an earlier one; its receipt says why
  2  the command was not understood, or the file holds no events
  3  no hub answers there, or there is no key`,
    )
    .action((file, options) => eventsSend(world, file, options))
  return events
}
