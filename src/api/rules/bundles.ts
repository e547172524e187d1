import { type Failure, Refused } from '#kernel/failure'
import { type OpenedBundle, openBundle } from '#governance/rules/bundle'
import { differencesBetween } from '#governance/rules/differences'
import { applyBundle, makeBundle, originOf } from '#governance/rules/promotion'
import { problemsOf } from '#governance/rules/problems'
import { needsSecondPerson } from '#governance/rules/second-person'
import type { Grant, Right } from '#governance/rights'
import type { ApiParts } from '../parts.ts'
import { notAllowed, Trouble } from '../problems.ts'
import { route } from '../routes/route.ts'
import { withConcerns } from './concerns.ts'
import { BundlePreview, BundleWish, RulesBundle, RulesVersionView } from './contract.ts'
import { reaches } from './reach.ts'
import { knownOf, versionView } from './views.ts'

const makeRoute = route(
  {
    name: 'makeRulesBundle',
    method: 'POST',
    path: '/api/v1/rules/bundle',
    access: ['rules.approve'],
    summary: 'The rules of all plants that are in force, as a file signed by this hub for another one',
    answer: RulesBundle,
    refuses: [409],
  },
  async ({ person }, parts) => {
    assertEverywhere(person.grants, 'rules.approve', parts)
    const { key } = parts.bundles
    if (!key)
      throw new Trouble(
        409,
        'BUNDLE_KEY_MISSING',
        'Not signed',
        'This hub has no key to sign with: name a private Ed25519 key in its estate under bundleKey, and start it again.',
      )
    await parts.rules.live.refresh()
    const inForce = parts.rules.live.now()
    const text = await makeBundle(parts, inForce, { by: person.login, key })
    return { name: `rules-${parts.home}-${inForce.version}.json`, text }
  },
)

const previewRoute = route(
  {
    name: 'previewRulesBundle',
    method: 'POST',
    path: '/api/v1/rules/bundle/preview',
    access: ['rules.propose'],
    summary: 'Whose a signed bundle is, and what it would change here; nothing is kept',
    body: BundleWish.pick({ text: true }),
    answer: BundlePreview,
    refuses: [409, 422],
  },
  async ({ person, body }, parts) => {
    assertEverywhere(person.grants, 'rules.propose', parts)
    const opened = openedBy(parts, body.text)
    const problems = problemsOf(opened.rules, knownOf(parts))
    if (problems.length > 0)
      throw new Trouble(422, 'RULES_WRONG', 'Not possible', problems.map(({ sentence }) => sentence).join(' '))
    const newest = (await parts.rules.book.approved()).at(-1)!.version
    const before = (await parts.rules.book.read(newest))!
    const differences = differencesBetween(before.rules, opened.rules)
    return {
      origin: originOf(opened),
      basedOn: newest,
      differences: await withConcerns(parts, parts, differences),
      needsSecondPerson: needsSecondPerson(differences, before.rules),
    }
  },
)

const applyRoute = route(
  {
    name: 'applyRulesBundle',
    method: 'POST',
    path: '/api/v1/rules/bundle/apply',
    access: ['rules.propose'],
    summary: 'Proposes what a signed bundle says; it holds once somebody else has approved it, as any change',
    body: BundleWish,
    answer: RulesVersionView,
    refuses: [409, 422],
  },
  async ({ person, body }, parts) => {
    assertEverywhere(person.grants, 'rules.propose', parts)
    const { book, live } = parts.rules
    const { signers } = parts.bundles
    const { proposed } = await applyBundle({ ...parts, book }, { ...body, by: person.login, signers }).catch(asTrouble)
    await live.refresh()
    return versionView(person, (await book.read(proposed.version))!, parts)
  },
)

export const bundleRoutes = [makeRoute, previewRoute, applyRoute]

/** A bundle speaks for every plant of the hub, so that whoever has the right in some cannot make or take one. */
function assertEverywhere(grants: readonly Grant[], right: Right, parts: ApiParts): void {
  if (!reaches(grants, right, parts)('*'))
    throw notAllowed('A bundle speaks for every plant of this hub, and you do not. Ask somebody who does.')
}

const aboutTheFile: ReadonlySet<string> = new Set(['BUNDLE_NOT_SIGNED', 'BUNDLE_WRONG', 'RULES_WRONG'])

const asTrouble = (error: Failure): never => {
  if (!(error instanceof Refused)) throw error
  throw new Trouble(aboutTheFile.has(error.code) ? 422 : 409, error.code, 'Not taken', error.message)
}

function openedBy({ bundles }: ApiParts, text: string): OpenedBundle {
  try {
    return openBundle(text, bundles.signers)
  } catch (error) {
    return asTrouble(error as Failure)
  }
}
