import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { Failure } from '#kernel/failure'
import { Trouble } from '../local/trouble.ts'
import { exitCode, exitCodeHelp, exitCodeOf } from './exit-codes.ts'
import type { World } from './world.ts'

const examples = `
Examples:
  millwright up
  millwright doctor
  millwright events send receipts.json
  millwright wire preview mes-a issue.json
  millwright why WH/MO/00042 produced
  millwright audit verify
`

/** The commands, in the order in which help tells them. Only what the line names is loaded, with all that it needs. */
const commands: Record<string, readonly [description: string, load: () => Promise<(world: World) => Command>]> = {
  up: [
    'start Millwright on this machine and keep it running until Ctrl-C',
    async () => (await import('./up.ts')).upCommand,
  ],
  hub: [
    'run the hub alone, against the database in DATABASE_URL and the systems of the estate',
    async () => (await import('./hub.ts')).hubCommand,
  ],
  doctor: [
    'look at what the hub stands on and say what is missing; changes nothing unless told to',
    async () => (await import('./doctor.ts')).doctorCommand,
  ],
  key: ['keys with which systems come in', async () => (await import('./key.ts')).keyCommand],
  alert: ['what is wrong, who was told, and who sees to it', async () => (await import('./alert.ts')).alertCommand],
  assets: [
    'what stands in the plants, and which work centre of the ERP each place is',
    async () => (await import('./assets.ts')).assetsCommand,
  ],
  windows: [
    'maintenance windows, and what work centres can do meanwhile',
    async () => (await import('./windows.ts')).windowsCommand,
  ],
  upkeep: [
    'preventive work that is done again and again: when it is due, and when it is in the way of least',
    async () => (await import('./upkeep.ts')).upkeepCommand,
  ],
  machines: [
    'what machines say at brokers, and what rules have told of it',
    async () => (await import('./machines.ts')).machinesCommand,
  ],
  'plant-day': [
    'downtime, OEE, orders at risk, cost of parts and reliability of a day',
    async () => (await import('./plant-day.ts')).plantDayCommand,
  ],
  losses: [
    'downtime and scrap of each shift, in quantity and value',
    async () => (await import('./losses.ts')).lossesCommand,
  ],
  'unit-cost': [
    'what one of an order’s goods cost, down to the events',
    async () => (await import('./unit-cost.ts')).unitCostCommand,
  ],
  'work-orders': [
    'maintenance orders of all sources: how each stands, what it takes from production, and what lies ready for it',
    async () => (await import('./work-orders.ts')).workOrdersCommand,
  ],
  parts: ['spare parts of maintenance orders', async () => (await import('./parts.ts')).partsCommand],
  material: [
    'how much of the material of open orders lies ready, and when the rest comes',
    async () => (await import('./material.ts')).materialCommand,
  ],
  replan: [
    'new plans of what is open: asked for, looked at, accepted, rejected and taken back',
    async () => (await import('./replan.ts')).replanCommand,
  ],
  breakdowns: [
    'assets that stand still: who said so, whose orders that puts at risk, and saying more of it',
    async () => (await import('./breakdowns.ts')).breakdownsCommand,
  ],
  estate: [
    'the rules decisions are made by: in force in the database, and in the folder of the estate',
    async () => (await import('./estate.ts')).estateCommand,
  ],
  events: ['what happens in plants', async () => (await import('./events.ts')).eventsCommand],
  wire: ['what systems say in their own words, and what it means', async () => (await import('./wire.ts')).wireCommand],
  why: [
    'explain a value of an order in Odoo: every part that makes it, and who stands behind it',
    async () => (await import('./why.ts')).whyCommand,
  ],
  plan: [
    'find a plan for a job shop: what each machine does when, so that all is over as soon as may be',
    async () => (await import('./plan.ts')).planCommand,
  ],
  replay: ['have what stopped judged again, many at once', async () => (await import('./replay.ts')).replayCommand],
  undo: [
    'take back what one event booked; without --reason it says what that would do',
    async () => (await import('./undo.ts')).undoCommand,
  ],
  readiness: [
    'whether flows on paper are ready to go live, held against what people booked meanwhile',
    async () => (await import('./readiness.ts')).readinessCommand,
  ],
  reconcile: [
    'what stands in Odoo and not in the journal, and the other way about, as after a restore',
    async () => (await import('./reconcile.ts')).reconcileCommand,
  ],
  audit: [
    'the evidence: who did what, and that nobody changed the record of it',
    async () => (await import('./audit.ts')).auditCommand,
  ],
  retention: [
    'how long contents are kept, and what must not be erased',
    async () => (await import('./retention.ts')).retentionCommand,
  ],
  backup: ['copy the database on this machine while it works', async () => (await import('./backup.ts')).backupCommand],
  restore: [
    'put a backup in the place of the database on this machine',
    async () => (await import('./restore.ts')).restoreCommand,
  ],
  odoo: ['a real Odoo on this machine, without installing it', async () => (await import('./odoo.ts')).odooCommand],
}

async function programFor(world: World, args: readonly string[]): Promise<Command> {
  const program = new Command('millwright').description("Keeps a manufacturer's plants in step with Odoo.")
  const named = args.find((word) => Object.hasOwn(commands, word))
  for (const [name, [description, load]] of Object.entries(commands)) {
    const command = name === named ? (await load())(world) : new Command(name)
    program.addCommand(command.description(description))
  }
  return program.addHelpText('after', `${examples}${exitCodeHelp}`)
}

/** Commander ends the process and writes to it by itself unless each command is told not to. */
function tame(command: Command, world: World): void {
  command.exitOverride()
  command.configureOutput({
    writeOut: (text) => world.print(text.trimEnd()),
    writeErr: (text) => world.say(text.trimEnd()),
  })
  for (const below of command.commands) tame(below, world)
}

/** Runs one command line; whatever goes wrong becomes one sentence and an exit code. */
export async function runProgram(world: World, args: readonly string[]): Promise<void> {
  try {
    const program = await programFor(world, args)
    tame(program, world)
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    world.endWith(failed(error, world))
  }
}

function failed(error: unknown, { say }: World): number {
  if (error instanceof InvalidArgumentError) {
    say(error.message)
    return exitCode.wrongUse
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.wrongUse
  if (error instanceof Trouble) {
    say(error.message)
    return exitCodeOf[error.kind]
  }
  if (error instanceof Failure) {
    say(error.message)
    return exitCode.failed
  }
  console.error(error)
  return exitCode.failed
}
