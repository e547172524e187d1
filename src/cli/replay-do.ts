import type { ReplayDetail, ReplayList, ReplayPreview, ReplayView } from '#api'
import { asPerson, type PersonOptions } from './as-person.ts'
import { exitCode } from './exit-codes.ts'
import { table } from './table.ts'
import type { World } from './world.ts'

interface Which extends PersonOptions {
  readonly plant: string
  readonly id?: readonly string[]
  readonly code?: string
  readonly flow?: string
  readonly since?: string
  readonly until?: string
  readonly recorded?: boolean
}

const wishOf = ({ plant, id: ids, code, flow, since, until, recorded }: Which) => ({
  plant,
  filter: { ids, code, flow, since, until },
  facts: recorded ? 'recorded' : 'now',
})

export const previewReplay = (world: World, options: Which): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const shown = await hub.tell<ReplayPreview>('/replays/preview', wishOf(options))
    if (options.json) return world.print(JSON.stringify(shown, undefined, 2))
    world.print(
      table(
        shown.groups.map(({ count, verdict, code, effects, sentence }) => ({
          count: String(count),
          would: verdict,
          code: code ?? '',
          effects: String(effects),
          'for example': sentence,
        })),
      ),
    )
    const booked = shown.effects.map(({ operation, count }) => `${count} × ${operation}`).join(', ') || 'nothing'
    world.say(`${shown.items} would be judged again; booked would be ${booked}; of ${shown.unknown} nobody can say.`)
    if (shown.secondPerson) world.say(secondName(shown.secondPerson))
  })

export const startReplay = (
  world: World,
  options: Which & { readonly reason: string; readonly rate: number },
): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const { reason, rate: perMinute } = options
    const started = await hub.tell<ReplayDetail>('/replays', { ...wishOf(options), reason, perMinute })
    if (options.json) return world.print(JSON.stringify(started, undefined, 2))
    world.print(started.replayId)
    world.say(sentenceOf(started))
  })

export const listReplays = (world: World, options: PersonOptions): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const { items } = await hub.ask<ReplayList>('/replays')
    if (options.json) return world.print(JSON.stringify(items, undefined, 2))
    world.print(
      table(
        items.map((one) => ({
          replay: one.replayId,
          state: one.state,
          plant: one.plant,
          judged: `${one.tried} of ${one.items}`,
          'as foretold': String(one.asPredicted),
          otherwise: String(one.otherwise),
          asked: `${one.askedBy}, ${one.askedAt}`,
          why: one.reason,
        })),
      ),
    )
  })

export const showReplay = (world: World, id: string, options: PersonOptions): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const one = await hub.ask<ReplayDetail>(`/replays/${encodeURIComponent(id)}`)
    if (one.otherwise > 0) world.endWith(exitCode.failed)
    if (options.json) return world.print(JSON.stringify(one, undefined, 2))
    world.print(
      table(
        one.came.map(({ verdict, code, predicted, actual }) => ({
          outcome: verdict,
          code: code ?? '',
          foretold: String(predicted),
          came: String(actual),
        })),
      ),
    )
    for (const part of one.parts.filter(({ agrees }) => agrees === false))
      world.print(`${part.messageId}  ${part.key}  foretold ${told(part.predicted)}; came ${told(part.actual ?? {})}`)
    world.say(sentenceOf(one))
  })

export const answerReplay = (
  world: World,
  answer: 'approve' | 'reject' | 'stop',
  id: string,
  options: PersonOptions & { readonly reason: string },
): Promise<void> =>
  asPerson(world, options, async (hub) => {
    const signed = answer === 'stop' ? {} : { password: hub.password }
    const one = await hub.tell<ReplayDetail>(`/replays/${encodeURIComponent(id)}`, {
      answer,
      reason: options.reason,
      ...signed,
    })
    if (options.json) return world.print(JSON.stringify(one, undefined, 2))
    world.say(sentenceOf(one))
  })

const told = ({ verdict, code, unknown }: ReplayDetail['parts'][number]['predicted']): string =>
  unknown ? 'nothing' : [verdict, code].filter(Boolean).join(' ')

const secondName = ({ because, roles }: NonNullable<ReplayPreview['secondPerson']>): string =>
  `${because} It waits for somebody who is ${roles.join(' or ')} there.`

const sentenceOf = (one: ReplayView): string => {
  const so = `${one.state}: ${one.tried} of ${one.items} judged again, ${one.asPredicted} as foretold, ${one.otherwise} otherwise.`
  return one.secondPerson ? `${so} ${secondName(one.secondPerson)}` : so
}
