import { z } from 'zod'
import { type Failure, Refused } from '#kernel/failure'
import { differencesBetween } from '#governance/rules/differences'
import type { Rules } from '#governance/rules/document'
import { problemsOf } from '#governance/rules/problems'
import { needsSecondPerson, plantsOf } from '#governance/rules/second-person'
import { plantsIn, withShare } from '#governance/rules/share'
import type { Grant } from '#governance/rights'
import type { ApiParts } from '../parts.ts'
import { notAllowed, notFound, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { bundleRoutes } from './bundles.ts'
import { withConcerns } from './concerns.ts'
import { RulesAnswer, RulesPreview, RulesProposal, RulesVersionView, RulesView } from './contract.ts'
import { draftTableRoute } from './field-tables.ts'
import { plantsReached, reaches } from './reach.ts'
import { knownOf, rulesView, versionView } from './views.ts'

const readRulesRoute = route(
  {
    name: 'readRules',
    method: 'GET',
    path: '/api/v1/rules',
    access: ['rules.read'],
    summary:
      'What the plants work by: policies, ownership, flows and their modes, field tables; and every version of it',
    answer: RulesView,
  },
  ({ person }, parts) => rulesView(person, parts),
)

const readVersionRoute = route(
  {
    name: 'readRulesVersion',
    method: 'GET',
    path: '/api/v1/rules/{version}',
    access: ['rules.read'],
    summary: 'One version of the rules, and what it changes',
    params: z.object({ version: z.coerce.number().int().min(1).max(1_000_000_000) }),
    answer: RulesVersionView,
    refuses: [404],
  },
  async ({ person, params }, parts) => {
    const version = await parts.rules.book.read(params.version)
    if (!version) throw notFound('version')
    return versionView(person, version, parts)
  },
)

const previewRoute = route(
  {
    name: 'previewRules',
    method: 'POST',
    path: '/api/v1/rules/preview',
    access: ['rules.propose'],
    summary:
      'What a proposal would change, and how many events of the last day it would have concerned; nothing is kept',
    body: RulesProposal.omit({ reason: true, from: true }),
    answer: RulesPreview,
    refuses: [409, 422],
  },
  async ({ person, body }, parts) => {
    const { before, after } = await whole(person.grants, body, parts)
    const differences = differencesBetween(before, after)
    const problems = problemsOf(after, knownOf(parts))
    if (problems.length > 0) throw wrong(problems)
    return {
      differences: await withConcerns({ database: parts.database, home: parts.home }, parts, differences),
      needsSecondPerson: needsSecondPerson(differences, before),
    }
  },
)

const proposeRoute = route(
  {
    name: 'proposeRules',
    method: 'POST',
    path: '/api/v1/rules',
    access: ['rules.propose'],
    summary: 'Proposes other rules for the person’s plants; they hold once somebody else has approved them',
    body: RulesProposal,
    answer: RulesVersionView,
    refuses: [409, 422],
  },
  async ({ person, body }, parts) => {
    const { basedOn, reason, from } = body
    const { after } = await whole(person.grants, body, parts)
    const problems = problemsOf(after, knownOf(parts))
    if (problems.length > 0) throw wrong(problems)
    const proposal = { by: person.login, basedOn, rules: after, reason, ...(from ? { from } : {}) }
    const { version } = await parts.rules.book.propose(proposal).catch(asConflict)
    await parts.rules.live.refresh()
    return versionView(person, (await parts.rules.book.read(version))!, parts)
  },
)

const answerRoute = route(
  {
    name: 'answerRules',
    method: 'POST',
    path: '/api/v1/rules/{version}',
    access: ['rules.propose', 'rules.approve'],
    summary: 'Approves, rejects or takes back a version, signed with the password under the hash of what was shown',
    params: z.object({ version: z.coerce.number().int().min(1).max(1_000_000_000) }),
    body: RulesAnswer,
    answer: RulesVersionView,
    refuses: [404, 409],
  },
  async ({ person, params, body }, parts) => {
    const { book, live } = parts.rules
    const asked = await book.read(params.version)
    if (!asked) throw notFound('version')
    if (!(await versionView(person, asked, parts)).may.includes(body.answer))
      throw notAllowed('This is for somebody else to answer, or it has been settled.')
    if (!(await parts.people.confirms(person.login, body.password)))
      throw new Trouble(403, 'PASSWORD_WRONG', 'The password is wrong', 'Nothing was signed. Type it again.')
    const answer = ({ approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' } as const)[body.answer]
    const { reason, hash } = body
    await book.answer({ version: params.version, by: person.login, answer, reason, hash }).catch(asConflict)
    await live.refresh()
    parts.wake()
    return versionView(person, (await book.read(params.version))!, parts)
  },
)

export const rulesRoutes = [
  readRulesRoute,
  previewRoute,
  draftTableRoute,
  ...bundleRoutes,
  proposeRoute,
  readVersionRoute,
  answerRoute,
]

/** The rules of all plants, with what the person says about theirs put in; refuses to speak for others. */
async function whole(
  grants: readonly Grant[],
  { basedOn, rules }: { readonly basedOn: number; readonly rules: Rules },
  parts: ApiParts,
): Promise<{ readonly before: Rules; readonly after: Rules }> {
  const mine = reaches(grants, 'rules.propose', parts)
  const foreign = plantsIn(rules).find((plant) => parts.plants.some(({ id }) => id === plant) && !mine(plant))
  if (foreign !== undefined)
    throw notAllowed(
      `You may not propose rules for plant ${foreign}; yours: ${plantsReached(grants, 'rules.propose', parts).join(', ')}.`,
    )
  const base = await parts.rules.book.read(basedOn)
  if (!base)
    throw new Trouble(
      409,
      'RULES_MOVED_ON',
      'Not proposed',
      `There is no version ${basedOn} of the rules. Load the page again.`,
    )
  const after = withShare(base.rules, rules, mine, knownOf(parts))
  if (!plantsOf(differencesBetween(base.rules, after)).every(mine)) throw notAllowed()
  return { before: base.rules, after }
}

const wrong = (problems: ReturnType<typeof problemsOf>): Trouble =>
  new Trouble(422, 'RULES_WRONG', 'Not possible', problems.map(({ sentence }) => sentence).join(' '), {
    errors: problems.map(({ pointer, sentence }) => ({
      pointer: `/rules${pointer}`,
      code: 'RULES_WRONG',
      detail: sentence,
    })),
  })

const asConflict = (error: Failure): never => {
  if (!(error instanceof Refused)) throw error
  throw new Trouble(409, error.code, 'Not done', error.message)
}
