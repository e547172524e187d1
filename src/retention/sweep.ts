import type { Content } from '#governance/contents'
import { writeAudit } from '#governance/audit'
import { type Database, type Sql, statementsIn } from '#kernel/sql'
import { type Duration, hours, type Instant, later } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { kinds } from './contents.ts'

const sql = statementsIn(import.meta.url)
const beginMark = sql('begin-mark')
const holdMark = sql('hold-mark')
const moveMark = sql('move-mark')
const noteErasure = sql('note-erasure')

/** How long after a sweep the next one begins. */
const EVERY = hours(1)

export interface SweepParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
  /** Items looked at in one transaction. */
  readonly most?: number
}

/** What a rule says of one kind of content in one plant. */
export interface Due {
  readonly plant: string
  readonly content: Content
  readonly keptFor: Duration
  /** The version of the rules that says so. */
  readonly rules: number
}

interface Looked {
  readonly item: string
  readonly at: Instant
  readonly is_gone: boolean
  readonly may_go: boolean
}

/**
 * Looks at the next items that are older than their rule and erases those that may go, with the audit row and the proof
 * in the same transaction. Answers whether there is more to look at now.
 */
export async function sweepOnce(due: Due, parts: SweepParts): Promise<{ readonly busy: boolean }> {
  const { database, home, ids, now, most = 500 } = parts
  const { plant, content, keptFor } = due
  const kind = kinds[content]
  await database.all(beginMark, [home, plant, content, kind.start])
  return database.transaction(async (session) => {
    const at = now()
    const [mark] = await session.all<{ next_from: string; first_kept: string | null }>(holdMark, [
      home,
      plant,
      content,
      later(at, -EVERY),
    ])
    if (!mark) return { busy: false }
    const before = kind.upTo(later(at, -keptFor))
    const items = await session.all<Looked>(kind.look, [home, plant, mark.next_from, before, most])
    const going = items.filter(({ is_gone: isGone, may_go: mayGo }) => mayGo && !isGone)
    if (going.length > 0) await erase(session, { ...due, at, erasureId: ids(), auditId: ids() }, home, going)
    const kept = mark.first_kept ?? items.find(({ is_gone: isGone, may_go: mayGo }) => !isGone && !mayGo)?.item ?? null
    const last = items.at(-1)?.item ?? mark.next_from
    const isOver = items.length < most
    // The next sweep begins with the first that had to stay; where none had to, with what was not old enough.
    await session.all(moveMark, [
      home,
      plant,
      content,
      isOver ? (kept ?? last) : last,
      isOver ? null : kept,
      isOver ? at : null,
    ])
    return { busy: !isOver }
  })
}

async function erase(
  session: Sql,
  act: Due & { readonly at: Instant; readonly erasureId: string; readonly auditId: string },
  home: string,
  items: readonly Looked[],
): Promise<void> {
  const { plant, content, keptFor, rules, at, erasureId, auditId } = act
  const named = items.map(({ item }) => item)
  const [proof] = await session.all<{ digest: string }>(kinds[content].erase, [
    erasureId,
    named,
    ...(content === 'records' ? [home, plant] : []),
  ])
  const { digest } = proof!
  const times = items.map((item) => item.at).toSorted()
  const [oldest, newest] = [times[0]!, times.at(-1)!]
  await session.all(noteErasure, [
    erasureId,
    home,
    plant,
    content,
    keptFor,
    rules,
    items.length,
    oldest,
    newest,
    digest,
    at,
  ])
  await writeAudit(session, home, [
    {
      auditId,
      plant,
      at,
      actor: 'hub',
      action: 'retention.erased',
      subject: `erasure ${erasureId}`,
      after: { content, items: items.length, oldest, newest, digest, keptFor, rules },
    },
  ])
}
