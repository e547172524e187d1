import { RulesAnswer, RulesPreview, RulesProposal, RulesVersionView, RulesView } from '../../src/api/rules/contract.ts'
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
  if (second === 'preview') {
    const { basedOn, rules } = RulesProposal.omit({ reason: true, from: true }).parse(asked.body)
    return RulesPreview.parse(previewOf(find(world, basedOn).rules, rules))
  }
  const made = second === undefined ? propose(world, asked.body) : sign(world, find(world, second), asked.body)
  asked.changed(['rules'])
  return RulesVersionView.parse(versionView(made, world.versions, login))
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
