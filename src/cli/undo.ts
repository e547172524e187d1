import { Command } from 'commander'
import type { Undone, UndoPreview } from '#api'
import { asPerson, type PersonOptions, withPerson } from './as-person.ts'
import { exitCode } from './exit-codes.ts'
import type { World } from './world.ts'

interface Options extends PersonOptions {
  readonly reason?: string
  readonly quantity?: string
  readonly unit: string
}

/** Taking back what one event booked, as in the console's journey: without a reason it only says what that would do. */
export const undoCommand = (world: World): Command =>
  withPerson(
    new Command('undo')
      .argument('<message>', 'id of the message, as its journey names it')
      .option('--reason <text>', 'why, for whoever audits it; with it the event is taken back')
      .option('--quantity <number>', 'only this much of it')
      .option('--unit <code>', 'unit of that quantity, as UN/ECE Rec 20 has it', 'H87'),
  )
    .addHelpText(
      'after',
      `
Examples:
  millwright undo 01a203c7-a0db-7000-af25-b4d2bdefadf6 --as eva
  millwright undo 01a203c7-a0db-7000-af25-b4d2bdefadf6 --reason "counted twice" --as eva

Exit codes:
  0  it can be taken back, or it is on its way
  1  it cannot; the sentence says why and what now`,
    )
    .action((message: string, options: Options) => undo(world, message, options))

const undo = (world: World, message: string, options: Options): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const path = `/messages/${encodeURIComponent(message)}/undo`
    if (options.reason === undefined) return look(world, await hub.ask<UndoPreview>(path), options)
    const part = options.quantity ? { quantity: { value: options.quantity, uom: options.unit } } : {}
    const undone = await hub.tell<Undone>(path, { reason: options.reason, ...part })
    if (options.json) return world.print(JSON.stringify(undone, undefined, 2))
    world.print(undone.messageId)
    world.say(undone.asks ? 'It waits for a second name, under Approvals.' : 'It is being taken back.')
  })

function look(world: World, shown: UndoPreview, { json }: Options): void {
  if (!['possible', 'asks'].includes(shown.state)) world.endWith(exitCode.failed)
  if (json) return world.print(JSON.stringify(shown, undefined, 2))
  world.print([shown.sentence, shown.secondPerson?.because, shown.now].filter(Boolean).join(' '))
}
