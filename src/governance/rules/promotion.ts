import type { KeyObject } from 'node:crypto'
import { writeAudit } from '#governance/audit'
import { Refused } from '#kernel/failure'
import type { Database, Sql } from '#kernel/sql'
import type { Instant } from '#kernel/time'
import type { Ids } from '#kernel/world'
import { type BundleSigner, bundleText, type OpenedBundle, openBundle } from './bundle.ts'
import type { RulesInForce } from './live.ts'
import type { RulesBook, RulesVersion } from './versions.ts'

export interface PromotionParts {
  readonly database: Database
  readonly home: string
  readonly ids: Ids
  readonly now: () => Instant
}

/** The rules in force as a signed file that another hub can trust. That it was made is written down before it is given. */
export async function makeBundle(
  parts: PromotionParts,
  { version, rules }: Pick<RulesInForce, 'version' | 'rules'>,
  { by, key }: { readonly by: string; readonly key: KeyObject },
): Promise<string> {
  const { home, database, now } = parts
  return database.transaction(async (sql) => {
    const text = bundleText({ home, version, madeAt: now(), madeBy: by, rules }, key)
    await note(parts, sql, { by, action: 'rules.bundled', subject: `rules ${version}` })
    return text
  })
}

/** Where the rules of a bundle come from and who vouches for them, as a reason for people. */
export const originOf = ({ version, home, madeBy, signer }: OpenedBundle): string =>
  `Version ${version} of ${home}, put together by ${madeBy}, signed by ${signer}`

/** Proposes what a signed bundle says. What is refused leaves a row of the audit trail and changes nothing. */
export async function applyBundle(
  parts: PromotionParts & { readonly book: RulesBook },
  wish: {
    readonly by: string
    readonly text: string
    readonly basedOn: number
    readonly signers: readonly BundleSigner[]
  },
): Promise<{ readonly proposed: RulesVersion; readonly opened: OpenedBundle }> {
  const { by, text, basedOn, signers } = wish
  const written = (action: string, subject: string, reason: string) =>
    parts.database.transaction((sql) => note(parts, sql, { by, action, subject, reason }))
  try {
    const opened = openBundle(text, signers)
    const reason = originOf(opened)
    const proposed = await parts.book.propose({ by, basedOn, rules: opened.rules, reason })
    await written('rules.bundle-applied', `rules ${proposed.version}`, reason)
    return { proposed, opened }
  } catch (error) {
    if (error instanceof Refused) await written('rules.bundle-refused', 'bundle', error.message)
    throw error
  }
}

const note = (
  { home, ids, now }: PromotionParts,
  sql: Sql,
  { by, ...row }: { readonly by: string; readonly action: string; readonly subject: string; readonly reason?: string },
): Promise<void> => writeAudit(sql, home, [{ auditId: ids(), plant: '*', at: now(), actor: by, ...row }])
