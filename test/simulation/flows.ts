import { z } from 'zod'
import { defineFlow, type Flow, Journal, type Outcome, type Posting, wasRefused } from '#engine'
import { minutes, seconds } from '#kernel/time'
import { effects, port, reads } from '#model/ports/port'
import { finishedGoodsReceipt } from '../../src/flows/finished-goods-receipt/flow.ts'

/** A thing of the synthetic flows: steps are taken in order, amounts are added once it is started, then it is closed. */
export interface ThingFile {
  readonly steps: readonly number[]
  /** What was accepted and not refused afterwards. */
  readonly added: number
  readonly confirmed: number
  readonly refused: number
}

const thing = { thing: z.string(), line: z.string(), fate: z.enum(['refused', 'moody']).optional() }
const Step = z.strictObject({ ...thing, n: z.int(), parts: z.int() })
const Add = z.strictObject({ ...thing, amount: z.int() })
const Close = z.strictObject(thing)
const Bad = z.strictObject({
  ...thing,
  how: z.enum(['facts', 'decide', 'no-keeper', 'twice', 'silent', 'no-question', 'unwritable']),
})

/** Effects of one line keep their order, whichever thing they are of. */
const lineOf = (body: { readonly line: string }): string => body.line

export const Books = port('books', {
  thing: reads<string, { readonly thing: string }>(z.strictObject({ thing: z.string() })),
  step: effects(Step.extend({ part: z.int() }), lineOf),
  add: effects(Add, lineOf),
  close: effects(Close, lineOf),
  sign: effects(Close, lineOf),
})
const Nowhere = port('nowhere', { act: effects(Bad, lineOf) })

const target = { p95: seconds(30), p99: minutes(2) }
const common = { version: '1', owner: 'supervisor', target } as const
const file: ThingFile = { steps: [], added: 0, confirmed: 0, refused: 0 }
const trouble = (code: string): Outcome<ThingFile> => ({
  verdict: 'refused',
  sentence: code,
  trouble: { code, owner: 'supervisor', sentence: code },
})
const noAnswer = (): Outcome<ThingFile> => ({ verdict: 'accepted', sentence: 'Heard.' })

/** A transition: taken in order, with one effect a part. */
const step = defineFlow<z.infer<typeof Step>, ThingFile, { thing: ReturnType<typeof Books.thing> }>({
  ...common,
  name: 'step',
  purpose: 'Steps are booked in their order',
  on: ['sim.step.v1'],
  body: Step,
  facts: (_message, body) => ({ thing: Books.thing(body.thing) }),
  decide({ body, facts, file: found }) {
    if (wasRefused(facts.thing)) return trouble('UNKNOWN_THING')
    if (found?.state === 'closed') return trouble('CLOSED')
    const data = found?.data ?? file
    const { parts, ...rest } = body
    return {
      verdict: 'accepted',
      sentence: 'A step.',
      file: { state: 'started', data: { ...data, steps: [...new Set([...data.steps, body.n])] } },
      intents: Array.from({ length: parts }, (_, part) => Books.step({ ...rest, parts, part }, part)),
    }
  },
  answered: ({ body, file: found }) =>
    body.state === 'refused' && found
      ? {
          verdict: 'accepted',
          sentence: 'Refused.',
          file: { state: found.state, data: { ...found.data, refused: found.data.refused + 1 } },
        }
      : noAnswer(),
})

/** A movement: waits until its thing is started, counts when accepted, is taken back when refused. */
const add = defineFlow<z.infer<typeof Add>, ThingFile>({
  ...common,
  name: 'add',
  purpose: 'Amounts are booked once',
  on: ['sim.add.v1'],
  body: Add,
  hearsConfirmations: true,
  decide({ body, file: found }) {
    if (!found)
      return {
        verdict: 'held',
        sentence: 'Waits for the first step.',
        wait: {
          what: 'the first step',
          atMost: minutes(1),
          otherwise: { code: 'NOT_STARTED', owner: 'planner', sentence: 'It never started.' },
        },
      }
    if (found.state === 'closed') return trouble('CLOSED')
    return {
      verdict: 'flagged',
      sentence: 'Added.',
      file: { state: found.state, data: { ...found.data, added: found.data.added + body.amount } },
      intents: [Books.add(body)],
    }
  },
  answered({ body, file: found }) {
    const { amount } = Add.parse(body.body)
    if (!found) return noAnswer()
    const { state, data } = found
    const next =
      body.state === 'refused'
        ? { ...data, added: data.added - amount }
        : { ...data, confirmed: data.confirmed + amount }
    return { verdict: 'accepted', sentence: 'Heard.', file: { state, data: next } }
  },
})

/** A transition that waits until nothing of its lane is open any more. */
const close = defineFlow<z.infer<typeof Close>, ThingFile, { open: ReturnType<typeof Journal.unfinished> }>({
  ...common,
  name: 'close',
  purpose: 'Closed when all is booked',
  on: ['sim.close.v1'],
  body: Close,
  facts: (message) => ({
    open: Journal.unfinished({ plant: message.plant, stream: message.stream, key: message.key }),
  }),
  decide({ message, body, facts, file: found }) {
    if (!found) return trouble('NOT_STARTED')
    const told = wasRefused(facts.open) ? [] : facts.open
    const own = told.find(({ messageId }) => messageId === message.messageId)
    // What was judged in the same turn is not committed yet, so that it still counts as received.
    const isOpen = ({ seq, nature, progress, effects: planned }: Posting) =>
      ((progress === 'received' || progress === 'waiting') && (nature === 'movement' || seq < own!.seq)) ||
      planned.some(({ state }) => ['planned', 'sent', 'in-doubt'].includes(state))
    if (told.some((posting) => posting !== own && isOpen(posting)))
      return {
        verdict: 'held',
        sentence: 'Waits for what is open.',
        wait: {
          what: 'open effects',
          atMost: minutes(4),
          otherwise: { code: 'NOT_ALL_BOOKED', owner: 'controller', sentence: 'Something stayed open.' },
        },
      }
    return {
      verdict: 'accepted',
      sentence: 'Closed.',
      file: { state: 'closed', data: found.data },
      intents: [Books.close(body)],
    }
  },
  answered: noAnswer,
})

const ask = defineFlow<z.infer<typeof Close>, ThingFile>({
  ...common,
  name: 'ask',
  purpose: 'A person is asked',
  on: ['sim.ask.v1'],
  body: Close,
  decide: ({ body, permits }) =>
    permits.includes('APPROVED')
      ? { verdict: 'accepted', sentence: 'Approved.', intents: [Books.sign(body)] }
      : {
          verdict: 'asked',
          sentence: 'A person is asked.',
          question: { role: 'supervisor', text: 'May it?', shown: {}, yes: [Books.sign(body)] },
        },
  answered: noAnswer,
})

/** Flows as they should not be written: each must end before a person and stop nobody else. */
const bad = defineFlow<z.infer<typeof Bad>, ThingFile, { thing: ReturnType<typeof Books.thing> | undefined }>({
  ...common,
  name: 'bad',
  purpose: 'Fails in every way a flow can',
  on: ['sim.bad.v1'],
  body: Bad,
  facts: (_message, { how }) => {
    if (how === 'facts') throw new Error('cannot even ask')
    return { thing: undefined }
  },
  decide({ body }) {
    switch (body.how) {
      case 'no-keeper':
        return { verdict: 'accepted', sentence: 'To nobody.', intents: [Nowhere.act(body)] }
      case 'twice': {
        const same = Books.close(body)
        return { verdict: 'accepted', sentence: 'Twice the same.', intents: [same, same] }
      }
      case 'unwritable':
        return { verdict: 'accepted', sentence: 'No database holds this: \0' }
      case 'silent':
        return { verdict: 'refused', sentence: 'Refused, and nobody is told.' }
      case 'no-question':
        return { verdict: 'asked', sentence: 'Asked, but nothing.' }
      default:
        throw new Error('cannot decide')
    }
  },
  answered: noAnswer,
})

export const simulatedFlows: readonly Flow[] = [step, add, close, ask, bad, finishedGoodsReceipt]
