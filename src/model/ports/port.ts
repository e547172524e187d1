import type { z } from 'zod'
import type { Failure } from '#kernel/failure'
import { type Instant, seconds } from '#kernel/time'

/** How urgent work is: critical effects have a budget of their own and go first. */
export type Urgency = 'critical' | 'bulk'

/** For so long after something urgent, the next is to be expected: bulk keeps its turns short, and gives way. */
export const LATELY = seconds(2)

/** A question to a port, as data: the engine asks it, records the answer, and a dry run can answer it from history. */
export interface Reading<Answer> {
  readonly port: string
  readonly operation: string
  readonly argument: unknown
  /** Only for the compiler: what the answer will be. */
  readonly answer?: Answer
}

/** A wish for an effect, as data: a flow's decision returns it, the engine gives it a key and carries it out once. */
export interface Intention {
  readonly port: string
  readonly operation: string
  readonly body: unknown
  /** Effects that share this key reach the system in the order they were planned, in one call where possible. */
  readonly conflict: string
  /** Tells apart two effects of the same operation on the same thing from one message; `0` when there is one. */
  readonly occurrence: number
}

interface ReadOperation<Argument, Answer> {
  (argument: Argument): Reading<Answer>
  readonly kind: 'read'
  readonly answers: z.ZodType<Answer>
}

interface EffectOperation<Body> {
  (body: Body, occurrence?: number): Intention
  readonly kind: 'effect'
  readonly accepts: z.ZodType<Body>
}

interface ReadDeclaration<Argument, Answer> {
  readonly kind: 'read'
  readonly argument?: Argument
  readonly answers: z.ZodType<Answer>
}

interface EffectDeclaration<Body> {
  readonly kind: 'effect'
  readonly accepts: z.ZodType<Body>
  readonly conflictsOn: (body: Body) => string
}

/** Declares a question: what it takes and what its answer looks like. */
export const reads = <Argument, Answer>(answers: z.ZodType<Answer>): ReadDeclaration<Argument, Answer> => ({
  kind: 'read',
  answers,
})

/** Declares an effect: what it takes, and which thing it must not overtake another effect on. */
export const effects = <Body>(
  accepts: z.ZodType<Body>,
  conflictsOn: (body: Body) => string,
): EffectDeclaration<Body> => ({ kind: 'effect', accepts, conflictsOn })

// `any`: each operation has a type of its own; `Callable` gives it back to whoever calls it.
type Operations = Record<string, ReadDeclaration<any, any> | EffectDeclaration<any>>
type Callable<D> =
  D extends ReadDeclaration<infer Argument, infer Answer>
    ? ReadOperation<Argument, Answer>
    : D extends EffectDeclaration<infer Body>
      ? EffectOperation<Body>
      : never

export type Port<Declared> = { readonly [K in keyof Declared]: Callable<Declared[K]> } & { readonly portName: string }

/** A port: what a flow may ask for, named by the desk, book or ledger where a person would do it. */
export function port<const Declared extends Operations>(portName: string, declared: Declared): Port<Declared> {
  const callable = Object.entries(declared).map(([operation, declaration]) => {
    const make =
      declaration.kind === 'read'
        ? Object.assign((argument: unknown) => ({ port: portName, operation, argument }), declaration)
        : Object.assign(
            (body: unknown, occurrence = 0) => ({
              port: portName,
              operation,
              body,
              conflict: declaration.conflictsOn(body),
              occurrence,
            }),
            declaration,
          )
    return [operation, make] as const
  })
  return Object.assign(Object.fromEntries(callable), { portName }) as unknown as Port<Declared>
}

/** An effect on its way: the body with what the other side needs to book it once and to be asked about it later. */
export interface Effect {
  /** SHA-256 in hexadecimal of what makes this effect this one; the other system remembers it for ever. */
  readonly key: string
  readonly port: string
  readonly operation: string
  readonly body: unknown
  readonly message: string
  readonly correlation: string
  readonly occurredAt: Instant
  readonly actor?: string
}

/** The circumstances of one call: how long it may take and under whose flag it sails. */
export interface Call {
  readonly signal: AbortSignal
  readonly urgency: Urgency
  readonly traceparent?: string
}

/** What an effect left behind in the other system, read back from there. */
export interface Receipt {
  /** True when the system already knew the key: an earlier attempt had done it. */
  readonly known: boolean
  readonly documents: readonly {
    readonly kind: string
    readonly id: string
    readonly label?: string
    readonly link?: string
  }[]
  readonly before?: { readonly [field: string]: unknown }
  readonly after?: { readonly [field: string]: unknown }
}

interface OfKey {
  readonly key: string
}

/**
 * Whether answers are those to what was asked, one by one. A proxy that mixes connections up answers with what belongs to
 * somebody else: then nobody knows what is booked.
 */
export const areAnswersTo = (asked: readonly OfKey[], answers: readonly OfKey[]): boolean =>
  answers.length === asked.length && answers.every(({ key }, nth) => key === asked[nth]!.key)

/** A system's way of keeping a port. Answers come in the order of what was asked; one bad item never spoils its neighbours. */
export interface PortKeeper {
  readonly port: string
  /** Operations of the port that this system cannot do; nobody asks it for them. */
  readonly lacks?: readonly string[]
  /** Throws a Failure when the whole call went wrong. */
  read(operation: string, args: readonly unknown[], call: Call): Promise<readonly unknown[]>
  /** Throws a Failure when the whole call went wrong: `Unanswered` says any of them may have happened. */
  perform(effects: readonly Effect[], call: Call): Promise<readonly (Receipt | Failure)[]>
}
