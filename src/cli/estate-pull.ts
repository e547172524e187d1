import { writeRules } from '#governance/rules/file'
import { onRules } from './estate-rules.ts'
import type { World } from './world.ts'

export const estatePull = (world: World, { estate: given }: { readonly estate?: string }): Promise<void> =>
  onRules(world, given, async ({ folder, newest: { version, rules } }) => {
    for (const file of writeRules(folder, rules)) world.print(file)
    world.say(`The folder says what version ${version} says.`)
  })
