import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import { Refused } from '#kernel/failure'
import { type Database, type Sql, statementsIn } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { writeAudit } from '../audit.ts'
import { type Difference, differencesBetween } from './differences.ts'
import type { Rules } from './document.ts'
import { type Known, problemsOf } from './problems.ts'
import { makesLess, needsSecondPerson, plantsOf } from './second-person.ts'
import { withFlowsLike } from './stopping.ts'
import { type Understood, understood } from './understood.ts'

const sql = statementsIn(new URL('../rules.ts', import.meta.url).href)
const holdRules = sql('hold-rules')
const proposeRules = sql('propose-rules')
const answerRules = sql('answer-rules')
const listRules = sql('list-rules')
const readRules = sql('read-rules')
const approvedRules = sql('approved-rules')
const beginRules = sql('begin-rules')

/** One version of the rules, without what it says. */
export interface RulesVersion {
  readonly version: number
  /** The version it was changed from. */
  readonly basedOn: number | null
  /** Of its document; what a second person signs. */
  readonly hash: string
  readonly reason: string
  readonly proposedBy: string
  readonly proposedAt: Instant
  /** From when it is wished to hold; at once when null. */
  readonly wishedFrom: Instant | null
  readonly state: 'proposed' | 'approved' | 'rejected' | 'withdrawn'
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
  readonly answerReason: string | null
  readonly effectiveFrom: Instant | null
}

export interface Proposal {
  readonly by: string
  /** The version that was looked at when it was made: what changed since is not undone unseen. */
  readonly basedOn: number
  readonly rules: Rules
  readonly reason: string
  readonly from?: Instant
}

export interface Answer {
  readonly version: number
  readonly by: string
  readonly answer: 'approved' | 'rejected' | 'withdrawn'
  readonly reason: string
  /** Hash of what was shown to whoever answers. */
  readonly hash: string
}

export interface RulesBook {
  /** Newest first. */
  list(limit?: number): Promise<readonly RulesVersion[]>
  /** Undefined when there is no such version. */
  read(version: number): Promise<(RulesVersion & Understood) | undefined>
  /** Versions that were or will be in force, oldest first. */
  approved(): Promise<readonly { readonly version: number; readonly from: Instant; readonly begun: boolean }[]>
  /** Writes down that versions approved for later hold now. Of several processes one does. */
  beginDue(): Promise<void>
  /** Puts down the rules a hub begins with, unless there are some. */
  begin(rules: Rules): Promise<void>
  /** Refused RULES_WRONG, RULES_MOVED_ON, NOTHING_CHANGED. Answers the new version; approved at once where one person is enough. */
  propose(proposal: Proposal): Promise<RulesVersion>
  /** Refused UNKNOWN_VERSION, ALREADY_DONE, SHOWN_CHANGED, SECOND_PERSON, RULES_MOVED_ON. */
  answer(answer: Answer): Promise<RulesVersion>
}

export interface RulesBookParts {
  readonly database: Database
  readonly home: string
  readonly known: Known
  readonly ids: Ids
  readonly now: () => Instant
}

export function rulesBook({ database, home, known, ids, now }: RulesBookParts): RulesBook {
  const readWith = async (session: Sql, version: number) => {
    const [row] = await session.all<RulesRow & { document: unknown }>(readRules, [home, version])
    return row && { ...versionFrom(row), ...understood(version, row.document) }
  }
  const newestApproved = async (session: Sql) => {
    const rows = await session.all<{ version: number; effective_from: Instant }>(approvedRules, [home])
    return rows.at(-1)
  }
  /** A row of audit for each plant that it concerns. */
  const tell = (session: Sql, action: string, version: number, by: string, reason: string, of: readonly Difference[]) =>
    writeAudit(
      session,
      home,
      plantsOf(of).map((plant) => ({
        auditId: ids(),
        plant,
        at: now(),
        actor: by,
        action: `rules.${action}`,
        subject: `rules ${version}`,
        reason,
        after: of.filter((one) => one.plant === plant) as unknown as Json,
      })),
    )

  async function insert(session: Sql, { by, basedOn, rules, reason, from }: Proposal): Promise<number> {
    const text = canonicalJson(rules as unknown as Json)
    const values = [home, basedOn || null, text, sha256(text), reason, by, now(), from ?? null]
    const [row] = await session.all<{ version: number }>(proposeRules, values)
    return Number(row!.version)
  }

  const settle = (session: Sql, { version, by, answer, reason }: Omit<Answer, 'hash'>) =>
    session.all(answerRules, [home, version, answer, by, now(), reason])

  /**
   * A flow does less at once, although a version is approved for later: that one comes anew with the same said in it, so
   * that it does not set the flow going again. What was agreed about it still holds.
   */
  async function stop(session: Sql, proposal: Proposal, differences: readonly Difference[]) {
    const { by, reason, basedOn, rules } = proposal
    const scheduled = (await readWith(session, basedOn))!
    const approved = await session.all<{ version: number; effective_from: Instant }>(approvedRules, [home])
    const inForce = (await readWith(session, Number(approved.findLast((one) => one.effective_from <= now())!.version)))!
    const takenBack = `Comes anew: ${reason}`
    await settle(session, { version: scheduled.version, by, answer: 'withdrawn', reason: takenBack })
    const approve = async (version: number) => {
      await settle(session, { version, by, answer: 'approved', reason })
      await tell(session, 'approved', version, by, reason, differences)
      return version
    }
    const stopped = withFlowsLike(inForce.rules, rules, differences)
    const atOnce = await approve(await insert(session, { by, reason, basedOn: inForce.version, rules: stopped }))
    await approve(await insert(session, { by, reason, basedOn: atOnce, rules, from: scheduled.effectiveFrom! }))
    return (await readWith(session, atOnce))!
  }

  return {
    list: async (limit = 200) => (await database.all<RulesRow>(listRules, [home, limit])).map(versionFrom),
    read: (version) => readWith(database, version),
    approved: async () => {
      const rows = await database.all<{ version: number; effective_from: Instant; began_at: Instant | null }>(
        approvedRules,
        [home],
      )
      return rows.map((row) => ({
        version: Number(row.version),
        from: row.effective_from,
        begun: row.began_at !== null,
      }))
    },

    beginDue: () =>
      database.transaction(async (session) => {
        await session.all(holdRules, [home])
        for (const { version } of await session.all<{ version: number }>(beginRules, [home, now()])) {
          const begun = (await readWith(session, Number(version)))!
          const before = await readWith(session, begun.basedOn ?? 0)
          const differences = before ? differencesBetween(before.rules, begun.rules) : []
          const reason = `Approved by ${begun.answeredBy} for ${begun.effectiveFrom}`
          await tell(session, 'began', begun.version, 'hub', reason, differences)
        }
      }),

    begin: (rules) =>
      database.transaction(async (session) => {
        await session.all(holdRules, [home])
        if (await newestApproved(session)) return
        const by = 'the estate’s folder'
        const reason = 'What the hub was set up with.'
        const version = await insert(session, { by, basedOn: 0, rules, reason })
        await settle(session, { version, by, answer: 'approved', reason })
      }),

    propose: (proposal) =>
      database.transaction(async (session) => {
        await session.all(holdRules, [home])
        const newest = await newestApproved(session)
        if (Number(newest?.version) !== proposal.basedOn) throw movedOn(newest)
        const before = (await readWith(session, proposal.basedOn))!
        assertRight(proposal.rules, known)
        const differences = differencesBetween(before.rules, proposal.rules)
        if (differences.length === 0)
          throw new Refused('NOTHING_CHANGED', `This says what version ${proposal.basedOn} says already.`)
        const isTooSoon = newest!.effective_from > (proposal.from ?? now())
        if (isTooSoon && differences.every(makesLess)) return stop(session, proposal, differences)
        if (isTooSoon)
          throw new Refused(
            'RULES_SCHEDULED',
            `Version ${newest!.version} holds from ${newest!.effective_from}: name a later moment, or take that one back first.`,
          )
        const version = await insert(session, proposal)
        const { by, reason } = proposal
        await tell(session, 'proposed', version, by, reason, differences)
        if (!needsSecondPerson(differences, before.rules)) {
          await settle(session, { version, by, answer: 'approved', reason })
          await tell(session, 'approved', version, by, reason, differences)
        }
        return (await readWith(session, version))!
      }),

    answer: (answer) =>
      database.transaction(async (session) => {
        await session.all(holdRules, [home])
        const asked = await readWith(session, answer.version)
        if (!asked) throw new Refused('UNKNOWN_VERSION', `There is no version ${answer.version} of the rules.`)
        const scheduled = asked.state === 'approved' && (asked.effectiveFrom ?? '') > now()
        const open = asked.state === 'proposed' || (scheduled && answer.answer === 'withdrawn')
        if (!open) throw new Refused('ALREADY_DONE', `Version ${answer.version} is ${asked.state} already.`)
        if (asked.hash !== answer.hash)
          throw new Refused('SHOWN_CHANGED', 'What you looked at is not what is proposed. Look again.')
        const before = await readWith(session, asked.basedOn ?? 0)
        const differences = before ? differencesBetween(before.rules, asked.rules) : []
        if (answer.answer === 'approved') {
          const newest = await newestApproved(session)
          if (Number(newest?.version) !== asked.basedOn) throw movedOn(newest)
          if (answer.by === asked.proposedBy && before && needsSecondPerson(differences, before.rules))
            throw new Refused('SECOND_PERSON', 'Who proposed this cannot approve it: somebody else has to.')
        }
        await settle(session, answer)
        await tell(session, answer.answer, answer.version, answer.by, answer.reason, differences)
        return (await readWith(session, answer.version))!
      }),
  }
}

const movedOn = (newest: { readonly version: number } | undefined): Refused =>
  new Refused(
    'RULES_MOVED_ON',
    `The rules have changed meanwhile: version ${newest?.version ?? 'none'} is the newest. Look at that, and propose again.`,
  )

function assertRight(rules: Rules, known: Known): void {
  const problems = problemsOf(rules, known)
  if (problems.length === 0) return
  const sentences = problems.map(({ pointer, sentence }) => `${pointer}: ${sentence}`)
  throw new Refused('RULES_WRONG', sentences.join(' '))
}

interface RulesRow {
  version: number
  based_on: number | null
  document_hash: string
  reason: string
  proposed_by: string
  proposed_at: Instant
  wished_from: Instant | null
  state: RulesVersion['state']
  answered_by: string | null
  answered_at: Instant | null
  answer_reason: string | null
  effective_from: Instant | null
}

const versionFrom = (row: RulesRow): RulesVersion => ({
  version: Number(row.version),
  basedOn: row.based_on === null ? null : Number(row.based_on),
  hash: row.document_hash,
  reason: row.reason,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  wishedFrom: row.wished_from,
  state: row.state,
  answeredBy: row.answered_by,
  answeredAt: row.answered_at,
  answerReason: row.answer_reason,
  effectiveFrom: row.effective_from,
})
