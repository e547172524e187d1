import type { NewMessage } from '#engine'
import type { ApiParts } from '../parts.ts'
import { Trouble, tryLater } from '../problems.ts'

/** Judged as it will be, before anybody says it: what cannot be is refused here, and nothing has come of it. */
export async function foretold(message: NewMessage, { replays }: ApiParts, title: string): Promise<string> {
  const said = await replays.foretell(message)
  if ('unknown' in said) throw tryLater(said.unknown)
  const { verdict, code, sentence } = said
  if (verdict === 'refused' || verdict === 'held')
    throw new Trouble(422, code ?? 'REFUSED', title, `${sentence} Nothing was changed.`)
  return sentence
}

export async function sent(message: NewMessage, { receive }: ApiParts): Promise<string> {
  const [accepted] = await receive([message])
  if (accepted?.kind !== 'accepted') throw tryLater('It was not written down')
  return message.messageId
}
