import { differencesBetween } from '#governance/rules/differences'
import { rulesOf } from '#governance/rules/of-estate'
import { onRules, shownDifferences } from './estate-rules.ts'
import { exitCode } from './exit-codes.ts'
import type { World } from './world.ts'

export const estateDiff = (
  world: World,
  { estate: given, json }: { readonly estate?: string; readonly json?: boolean },
): Promise<void> =>
  onRules(world, given, async ({ estate, newest: { version, rules } }) => {
    const differences = differencesBetween(rules, rulesOf(estate))
    if (differences.length > 0) world.endWith(exitCode.failed)
    if (json) return world.print(JSON.stringify({ version, differences }))
    if (differences.length === 0) return world.print(`The folder says what version ${version} says.`)
    world.print(shownDifferences(differences))
    world.say(`Before is version ${version}, after is the folder. Propose it with "millwright estate push --reason …".`)
  })
