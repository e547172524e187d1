import { BY_HAND, messageOf, type NewMessage } from '#engine'
import type { Instant } from '#kernel/time'
import { kindOf } from '#model/catalogue'
import { typeOfWindow } from '#model/maintenance-window'
import type { WindowStep, WindowWish } from './contract.ts'
import type { z } from 'zod'

interface Hand {
  readonly messageId: string
  readonly at: Instant
  readonly by: string
}

/** Whoever plans it here agrees to it for maintenance; for production it takes somebody else. */
export function plannedByHand(
  { plant, window, version = 0, equipment, start, end, title }: z.output<typeof WindowWish>,
  hand: Hand,
): { readonly window: string; readonly version: number; readonly message: NewMessage } {
  const name = window ?? `W-${hand.messageId.slice(-8)}`
  const body = { window: name, version: version + 1, equipment, start, end, title }
  return { window: name, version: version + 1, message: messageBy('approved', plant, body, hand) }
}

const names = { start: 'started', finish: 'finished', cancel: 'cancelled' } as const

export const steppedByHand = ({ plant, window, step, reason }: z.output<typeof WindowStep>, hand: Hand): NewMessage =>
  messageBy(names[step], plant, { window, reason }, hand)

/** As the hub's own word: where the rules name a system that owns windows, it is refused as any other's would be. */
function messageBy(name: string, plant: string, body: object, { messageId, at, by }: Hand): NewMessage {
  const kind = kindOf(typeOfWindow(name))!
  const data = kind.schema.parse(body)
  const event = {
    specversion: '1.0',
    id: `by-hand.${messageId}`,
    source: `/plants/${plant}/systems/hub`,
    type: kind.type,
    time: at,
    actor: by,
    origin: 'manual',
    data,
  } as const
  return messageOf(event, kind, data, { messageId, plant, receivedAt: at, receivedFrom: BY_HAND })
}
