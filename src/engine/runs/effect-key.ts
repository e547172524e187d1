import { canonicalJson, sha256 } from '#kernel/canonical-json'
import type { Message } from '#model/message'
import type { Intention } from '#model/ports/port'

/**
 * What makes an effect this effect and no other: whose fact, which event, which operation on which thing, and which of
 * several. Never the flow's name, the wording, the attempt or the version: a newer release repeats the same key.
 */
export const effectKey = (
  event: Pick<Message, 'plant' | 'source' | 'id'>,
  intention: Pick<Intention, 'port' | 'operation' | 'conflict' | 'occurrence'>,
): string =>
  sha256(
    canonicalJson([
      event.plant,
      event.source,
      event.id,
      `${intention.port}.${intention.operation}`,
      intention.conflict,
      intention.occurrence,
    ]),
  )
