import { z } from 'zod'
import { Refused } from '#kernel/failure'
import { port, type PortKeeper, reads } from '#model/ports/port'
import type { Posting, SequenceQuestion, Sequences, Store } from './store.ts'

export type { Sequences } from './store.ts'

const Numbers = z.custom<Sequences>((value) => typeof value === 'object' && value !== null)
const Postings = z.custom<readonly Posting[]>(Array.isArray)

/** The hub's own journal as a port: flows ask what became of earlier events, and the answer is recorded as a fact. */
export const Journal = port('journal', {
  /** The event a reversal names; empty when it has not arrived. */
  event: reads<{ readonly plant: string; readonly source: string; readonly id: string }, readonly Posting[]>(Postings),
  /** Everything of a lane that is not finished: judged not at all, or with effects not confirmed. */
  unfinished: reads<{ readonly plant: string; readonly stream: string; readonly key: string }, readonly Posting[]>(
    Postings,
  ),
  /** How a source has numbered what it said about a thing before this. */
  sequences: reads<SequenceQuestion, Sequences>(Numbers),
})

export const journalKeeper = (store: Pick<Store, 'readPostings' | 'readSequences'>): PortKeeper => ({
  port: Journal.portName,
  read: async (operation, args) => {
    if (operation === 'sequences') return store.readSequences(args as readonly SequenceQuestion[])
    const answers = await store.readPostings(
      args.map((arg) =>
        operation === 'event'
          ? { kind: 'event', ...(arg as { plant: string; source: string; id: string }) }
          : { kind: 'lane', ...(arg as { plant: string; stream: string; key: string }) },
      ),
    )
    return answers.map((found) => {
      const booked = found.map(withoutQuestions)
      const postings = operation === 'event' ? booked : booked.filter(isUnfinished)
      const gone = postings.find(({ body }) => body === null)
      return gone
        ? new Refused('ERASED', `What event ${gone.id} said was erased by the plant’s rule for keeping events.`)
        : postings
    })
  },
  perform: async () => {
    throw new Error('the journal has no effects')
  },
})

/** What was asked of a system about its reports books nothing. */
const withoutQuestions = (posting: Posting): Posting => ({
  ...posting,
  effects: posting.effects.filter(({ operation }) => operation !== 'tellAgain'),
})

/** A message of which nothing is open but the answer to such a question is finished. */
const isUnfinished = ({ progress, effects }: Posting): boolean =>
  progress !== 'closed' || effects.some(({ state }) => state !== 'confirmed')
