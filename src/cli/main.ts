import { Command, CommanderError } from 'commander'
import { Trouble } from '../local/trouble.ts'
import { exitCode, exitCodeHelp, exitCodeOf } from './exit-codes.ts'
import { odooCommand } from './odoo.ts'
import { Failure } from '#kernel/failure'
import { hubCommand } from './hub.ts'
import { upCommand } from './up.ts'
import { thisWorld } from './world.ts'

const world = thisWorld()

const program = new Command('millwright')
  .description("Keeps a manufacturer's plants in step with Odoo.")
  .addCommand(upCommand(world))
  .addCommand(hubCommand(world))
  .addCommand(odooCommand(world))
  .addHelpText(
    'after',
    `\nExamples:\n  millwright up\n  millwright odoo up\n  millwright odoo status --json\n${exitCodeHelp}`,
  )

/** Commander ends the process by itself unless each command is told not to. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride()
  command.commands.forEach(throwInsteadOfExit)
}

try {
  throwInsteadOfExit(program)
  await program.parseAsync()
} catch (error) {
  process.exitCode = failed(error)
}

function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.wrongUse
  if (error instanceof Trouble) {
    world.say(error.message)
    return exitCodeOf[error.kind]
  }
  if (error instanceof Failure) {
    world.say(error.message)
    return exitCode.failed
  }
  console.error(error)
  return exitCode.failed
}
