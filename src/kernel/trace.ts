import { sha256 } from './canonical-json.ts'

/**
 * W3C trace context: `00-<trace>-<span>-<flags>`. Our spans are hashes of what they are about, so the same attempt has
 * the same span wherever and however often it is told of, and nothing has to be stored to name it again.
 */
export type Traceparent = string

const shape = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/

/** The trace a message is in: the one it came with, or one of its own, which need not be stored to be named again. */
export const traceOf = ({
  traceparent,
  messageId,
}: {
  readonly traceparent?: Traceparent | null
  readonly messageId: string
}): Traceparent => traceparent ?? traceFor(messageId)

const traceFor = (messageId: string): Traceparent => {
  const hash = sha256(`trace ${messageId}`)
  return `00-${hash.slice(0, 32)}-${hash.slice(32, 48)}-01`
}

/** The span of something that happens within: same trace, its own id. What is no trace context is handed on as none. */
export const spanWithin = (
  parent: Traceparent | undefined,
  ...what: readonly (string | number)[]
): Traceparent | undefined => {
  const [, trace, flags] = shape.exec(parent ?? '') ?? []
  return trace && `00-${trace}-${sha256(JSON.stringify([parent, ...what])).slice(0, 16)}-${flags}`
}

/** The two ids of a trace context as log lines carry them. */
export const traceIdsOf = (
  traceparent: Traceparent | undefined,
): { readonly trace?: string; readonly span?: string } => {
  const [, trace, span] = traceparent?.split('-') ?? []
  return trace && span ? { trace, span } : {}
}
