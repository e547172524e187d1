import type pg from 'pg'
import type { Json } from '#kernel/canonical-json'
import type { Message } from '#model/message'
import type { Ruling } from '../store.ts'
import { messageFrom } from './lanes.ts'
import { statement } from './statements.ts'

const readStandingStatement = statement('read-standing')

/** Where a message stands before a person's ruling. */
export interface Standing {
  readonly message: Message
  readonly event: Readonly<Record<string, Json>>
  /** Undefined when it was judged and closed. */
  readonly progress: 'received' | 'waiting' | 'asking' | 'stopped' | undefined
  readonly ruling: Ruling | undefined
  /** What a yes to the question it asks permits. */
  readonly offered: readonly string[]
  readonly attempt: number
  readonly flow: string
  readonly flowVersion: string
  readonly body: Json
  /** Whether a system refused an effect of it. */
  readonly refused: boolean
  /** Whether its flow still has to hear what its effect came to. */
  readonly untold: boolean
}

export async function readStanding(session: pg.PoolClient, messageId: string, laneId: number): Promise<Standing> {
  const { rows } = await session.query({ ...readStandingStatement, values: [messageId, laneId] })
  const row = rows[0]!
  return {
    message: messageFrom(row),
    event: row.event,
    progress: row.progress ?? undefined,
    ruling: row.ruling ?? undefined,
    offered: row.offered ?? [],
    attempt: row.attempt,
    flow: row.flow ?? 'none',
    flowVersion: row.flow_version ?? '0',
    body: row.body,
    refused: row.refused,
    untold: row.untold,
  }
}
