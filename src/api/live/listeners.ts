import type { ServerResponse } from 'node:http'
import { mayIn, plantsWith } from '#governance/rights'
import type { Person } from '#governance/people'
import type { Instant } from '#kernel/time'
import type { Changed } from '../contract.ts'
import type { Changes } from './looks.ts'
import { everyTopic, rightOf, type Topic } from './topics.ts'

/** Somebody who listens: what they may hear is decided at each change, by the rights they hold then. */
export interface Listener {
  person: Person
  readonly session: string
  readonly response: ServerResponse
}

/** A reader who does not keep up is let go; it comes back and asks for everything. */
const MOST_WAITING = 64 * 1024

export function tell(listener: Listener, changes: Changes, at: Instant): void {
  const topics = everyTopic.filter((topic) => hears(listener.person, topic, changes))
  if (topics.length > 0) send(listener, topics, at)
}

export function send({ response }: Pick<Listener, 'response'>, topics: readonly Topic[], at: Instant): void {
  const data = { at, topics: [...topics] } satisfies Changed
  write(response, `id: ${at}\nevent: changed\ndata: ${JSON.stringify(data)}\n\n`)
}

/** A comment now and then, so that nothing on the way takes the silence for the end. */
export const beat = ({ response }: Pick<Listener, 'response'>): void => write(response, ': here\n\n')

function write(response: ServerResponse, text: string): void {
  if (response.writableLength > MOST_WAITING) response.destroy()
  else response.write(text)
}

/** What is not of one plant is told to everybody who may ask about the topic somewhere. */
const hears = ({ grants }: Person, topic: Topic, changes: Changes): boolean =>
  [...changes].some(
    ([plant, topics]) =>
      topics.has(topic) &&
      (plant === '*' ? plantsWith(grants, rightOf[topic]).length > 0 : mayIn(grants, rightOf[topic], plant)),
  )
