import {
  DraftTable,
  DraftTableWish,
  RulesAnswer,
  RulesPreview,
  RulesProposal,
  RulesVersionView,
  RulesView,
} from '../../src/api/rules/contract.ts'
import { fieldTableFrom, fieldTableText } from '#governance/field-table-file'
import { Refused } from '#kernel/failure'
import { problem, Refusal } from './problems.ts'
import { approved, previewOf, rulesView, type StageVersion, versionView } from './rules.ts'
import type { Asked } from './routes.ts'
import type { World } from './world.ts'

/** What the stage answers about rules. */
export function rulesAnswer(world: World, second: string | undefined, asked: Asked): unknown {
  const { login, plants } = world.session
  if (asked.method === 'GET')
    return second === undefined
      ? RulesView.parse(rulesView(world.versions, plants, login))
      : RulesVersionView.parse(versionView(find(world, second), world.versions, login))
  if (second === 'field-tables') return draftTable(asked.body)
  if (second === 'preview') {
    const { basedOn, rules } = RulesProposal.omit({ reason: true, from: true }).parse(asked.body)
    return RulesPreview.parse(previewOf(find(world, basedOn).rules, rules))
  }
  const made = second === undefined ? propose(world, asked.body) : sign(world, find(world, second), asked.body)
  asked.changed(['rules'])
  return RulesVersionView.parse(versionView(made, world.versions, login))
}

/** A table that is written, held against one record that came. */
function draftTable(body: unknown): unknown {
  const wish = DraftTableWish.parse(body)
  const text = 'text' in wish ? wish.text : fieldTableText(wish.table)
  try {
    const table = fieldTableFrom(text, 'This')
    const means = (title: string) => ({
      kind: 'events' as const,
      problems: [],
      events: [{ type: 'mfg.production.output.received.v1', id: 'R-4711', data: { by: title } }],
    })
    const record = {
      sha256: 'a'.repeat(64),
      receivedAt: new Date().toISOString(),
      was: means('MES of plant A'),
      is: means(table.title),
      same: table.title === 'MES of plant A',
    }
    return DraftTable.parse({ text, table, trouble: null, records: [record] })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return DraftTable.parse({ text, table: null, trouble: error.message, records: [] })
  }
}

function find(world: World, version: string | number): StageVersion {
  const found = world.versions.find((one) => one.version === Number(version))
  if (!found)
    throw new Refusal(problem(404, 'NOT_FOUND', 'Not found', 'There is no such version, or it is not yours to see.'))
  return found
}

function propose(world: World, body: unknown): StageVersion {
  const { basedOn, rules, reason, from } = RulesProposal.parse(body)
  const now = new Date().toISOString()
  const made: StageVersion = {
    version: world.versions[0]!.version + 1,
    basedOn,
    reason,
    proposedBy: world.session.login,
    proposedAt: now,
    wishedFrom: from ?? null,
    state: 'proposed',
    answeredBy: null,
    answeredAt: null,
    answerReason: null,
    effectiveFrom: null,
    rules,
  }
  world.versions.unshift(made)
  return previewOf(find(world, basedOn).rules, rules).needsSecondPerson
    ? made
    : hold(world, made, world.session.login, reason)
}

function hold(world: World, one: StageVersion, by: string, reason: string): StageVersion {
  const now = new Date().toISOString()
  for (const [at, version] of world.versions.entries())
    if (version.state === 'in-force') world.versions[at] = { ...version, state: 'past' }
  return put(world, { ...one, ...approved(by, now), answerReason: reason, state: 'in-force' })
}

function put(world: World, one: StageVersion): StageVersion {
  world.versions[world.versions.findIndex(({ version }) => version === one.version)] = one
  return one
}

function sign(world: World, one: StageVersion, body: unknown): StageVersion {
  const { answer, reason, password } = RulesAnswer.parse(body)
  if (password === 'wrong')
    throw new Refusal(problem(403, 'PASSWORD_WRONG', 'The password is wrong', 'Nothing was signed. Type it again.'))
  const { login } = world.session
  if (answer === 'approve') return hold(world, one, login, reason)
  const state = answer === 'reject' ? 'rejected' : 'withdrawn'
  return put(world, {
    ...one,
    state,
    answeredBy: login,
    answeredAt: new Date().toISOString(),
    answerReason: reason,
  })
}
