import { readFileSync } from 'node:fs'
import { writeAudit } from '#governance/audit'
import { openBundle, signerFrom } from '#governance/rules/bundle'
import { Refused } from '#kernel/failure'
import { systemClock, uuids } from '#kernel/world'
import { Trouble } from '../local/trouble.ts'
import { actorOf } from './actor.ts'
import { onRules } from './estate-rules.ts'
import type { World } from './world.ts'

interface Options {
  readonly estate?: string
  readonly json?: boolean
}

/** Proposes what a signed bundle says. What is refused leaves a row of the audit trail and changes nothing. */
export function estateApply(world: World, file: string, { estate: given, json }: Options): Promise<void> {
  const text = bundleIn(file)
  return onRules(world, given, async ({ estate, book, database, newest }) => {
    const by = actorOf(world)
    const note = (action: string, subject: string, reason: string) =>
      database.transaction((sql) =>
        writeAudit(sql, estate.home, [
          { auditId: uuids(systemClock)(), plant: '*', at: systemClock.now(), actor: by, action, subject, reason },
        ]),
      )
    try {
      const signers = estate.signers.map(({ name, key }) => signerFrom(name, key))
      const { rules, home, version: there, signer, madeBy } = openBundle(text, signers)
      const reason = `Version ${there} of ${home}, put together by ${madeBy}, signed by ${signer}`
      const { version, state, effectiveFrom } = await book.propose({ by, basedOn: newest.version, rules, reason })
      await note('rules.bundle-applied', `rules ${version}`, reason)
      if (json) return world.print(JSON.stringify({ version, state, signer }))
      world.print(
        state === 'approved'
          ? `Version ${version} holds from ${effectiveFrom}; nobody else has to approve it.`
          : `${reason}: proposed as version ${version}. It holds once somebody has approved it: console, page Rules.`,
      )
    } catch (error) {
      if (error instanceof Refused) await note('rules.bundle-refused', 'bundle', error.message)
      throw error
    }
  })
}

function bundleIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Trouble('missing', `There is no bundle at ${file}.`)
  }
}
