import { readFileSync } from 'node:fs'
import { signerFrom } from '#governance/rules/bundle'
import { applyBundle, originOf } from '#governance/rules/promotion'
import { systemClock, uuids } from '#kernel/world'
import { Trouble } from '../local/trouble.ts'
import { actorOf } from './actor.ts'
import { onRules } from './estate-rules.ts'
import type { World } from './world.ts'

interface Options {
  readonly estate?: string
  readonly json?: boolean
}

/** Proposes what a signed bundle says. */
export function estateApply(world: World, file: string, { estate: given, json }: Options): Promise<void> {
  const text = bundleIn(file)
  return onRules(world, given, async ({ estate, book, database, newest }) => {
    const signers = estate.signers.map(({ name, key }) => signerFrom(name, key))
    const { proposed, opened } = await applyBundle(
      { database, home: estate.home, book, ids: uuids(systemClock), now: () => systemClock.now() },
      { by: actorOf(world), text, basedOn: newest.version, signers },
    )
    const { version, state, effectiveFrom } = proposed
    if (json) return world.print(JSON.stringify({ version, state, signer: opened.signer }))
    world.print(
      state === 'approved'
        ? `Version ${version} holds from ${effectiveFrom}; nobody else has to approve it.`
        : `${originOf(opened)}: proposed as version ${version}. It holds once somebody has approved it: console, page Rules.`,
    )
  })
}

function bundleIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Trouble('missing', `There is no bundle at ${file}.`)
  }
}
