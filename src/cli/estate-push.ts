import { z } from 'zod'
import { rulesOf } from '#governance/rules/of-estate'
import { Trouble } from '../local/trouble.ts'
import { actorOf } from './actor.ts'
import { onRules } from './estate-rules.ts'
import type { World } from './world.ts'

interface Options {
  readonly estate?: string
  readonly reason: string
  readonly from?: string
  readonly json?: boolean
}

export function estatePush(world: World, { estate: given, reason, from, json }: Options): Promise<void> {
  if (from !== undefined && !z.iso.datetime().safeParse(from).success)
    throw new Trouble('failed', `"${from}" is no moment; write it like 2026-12-01T06:00:00Z.`)
  return onRules(world, given, async ({ estate, book, newest }) => {
    const proposed = await book.propose({
      by: actorOf(world),
      basedOn: newest.version,
      rules: rulesOf(estate),
      reason,
      ...(from ? { from: new Date(from).toISOString() } : {}),
    })
    const { version, state, effectiveFrom } = proposed
    if (json) return world.print(JSON.stringify({ version, state, effectiveFrom }))
    world.print(
      state === 'approved'
        ? `Version ${version} holds from ${effectiveFrom}; nobody else has to approve it.`
        : `Version ${version} is proposed. It holds once somebody has approved it: console, page Rules.`,
    )
  })
}
