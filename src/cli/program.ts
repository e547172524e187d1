import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { Failure } from '#kernel/failure'
import { Trouble } from '../local/trouble.ts'
import { alertCommand } from './alert.ts'
import { auditCommand } from './audit.ts'
import { doctorCommand } from './doctor.ts'
import { estateCommand } from './estate.ts'
import { eventsCommand } from './events.ts'
import { exitCode, exitCodeHelp, exitCodeOf } from './exit-codes.ts'
import { hubCommand } from './hub.ts'
import { keyCommand } from './key.ts'
import { odooCommand } from './odoo.ts'
import { retentionCommand } from './retention.ts'
import { readinessCommand } from './readiness.ts'
import { replayCommand } from './replay.ts'
import { undoCommand } from './undo.ts'
import { upCommand } from './up.ts'
import { whyCommand } from './why.ts'
import { wireCommand } from './wire.ts'
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

const programFor = (world: World): Command =>
  new Command('millwright')
    .description("Keeps a manufacturer's plants in step with Odoo.")
    .addCommand(upCommand(world))
    .addCommand(hubCommand(world))
    .addCommand(doctorCommand(world))
    .addCommand(keyCommand(world))
    .addCommand(alertCommand(world))
    .addCommand(estateCommand(world))
    .addCommand(eventsCommand(world))
    .addCommand(wireCommand(world))
    .addCommand(whyCommand(world))
    .addCommand(replayCommand(world))
    .addCommand(undoCommand(world))
    .addCommand(readinessCommand(world))
    .addCommand(auditCommand(world))
    .addCommand(retentionCommand(world))
    .addCommand(odooCommand(world))
    .addHelpText('after', `${examples}${exitCodeHelp}`)

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
    const program = programFor(world)
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
