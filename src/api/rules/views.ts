import { canonicalJson, type Json, sha256 } from '#kernel/canonical-json'
import type { Grant } from '#governance/rights'
import { type Difference, differencesBetween } from '#governance/rules/differences'
import type { Rules } from '#governance/rules/document'
import { needsSecondPerson, plantsOf } from '#governance/rules/second-person'
import { shareOf } from '#governance/rules/share'
import type { RulesVersion } from '#governance/rules/versions'
import { channelKinds } from '#governance/rules/routing-problems'
import { fieldGroups } from '#model/field-groups'
import type { ApiParts, SystemCard } from '../parts.ts'
import type { RulesVersionRow, RulesVersionView, RulesView } from './contract.ts'
import { withConcerns } from './concerns.ts'
import { paperOf } from './paper.ts'
import { plantsReached, reaches } from './reach.ts'

interface Person {
  readonly login: string
  readonly grants: readonly Grant[]
}

/** What a person's plants work by. */
export async function rulesView(person: Person, parts: ApiParts): Promise<RulesView> {
  const { live, book } = parts.rules
  await live.refresh()
  const inForce = live.now()
  const versions = await book.list()
  const mine = reaches(person.grants, 'rules.read', parts)
  const rules = shareOf(inForce.rules, mine, knownOf(parts))
  const newest = versions.find(({ state }) => state === 'approved')!.version
  const waiting = await waitingFor(person, versions, newest, parts)
  return {
    version: inForce.version,
    from: inForce.from,
    rules,
    newest,
    mayPropose: plantsReached(person.grants, 'rules.propose', parts),
    plants: parts.plants.filter(({ id }) => mine(id)).map(({ id, name }) => ({ id, name })),
    systems: parts.systems
      .filter((system) => !isChannel(system) && system.plants.some(mine))
      .map(({ id, title, plants }) => ({ id, title, plants: plants.filter(mine) })),
    channels: parts.systems
      .filter((system) => isChannel(system) && system.plants.some(mine))
      .map(({ id, title, kind = '', plants }) => ({ id, title, kind, plants: plants.filter(mine) })),
    flows: parts.flows.map(({ name, purpose, target }) => ({ flow: name, purpose, target })),
    groups: [...fieldGroups],
    tables: rules.fieldTables.map((table) => ({
      table: table.table,
      hash: sha256(canonicalJson(table as unknown as Json)),
      systems: parts.systems.filter(({ fieldTable }) => fieldTable === table.table).map(({ id }) => id),
    })),
    paper: await paperOf(parts, mine),
    versions: versions.map((version) => ({
      ...rowFrom(version, inForce.version, parts.now()),
      waitsForMe: waiting.has(version.version),
    })),
    bundles: {
      signs: parts.bundles.key !== undefined,
      signers: parts.bundles.signers.map(({ name }) => name),
      may: [
        ...(reaches(person.grants, 'rules.approve', parts)('*') ? (['make'] as const) : []),
        ...(reaches(person.grants, 'rules.propose', parts)('*') ? (['take'] as const) : []),
      ],
    },
  }
}

const isChannel = ({ kind }: SystemCard): boolean => (channelKinds as readonly (string | undefined)[]).includes(kind)

/** The proposals that the person may approve. What was made on older ground can only be proposed again. */
async function waitingFor(
  person: Person,
  versions: readonly RulesVersion[],
  newest: number,
  { rules: { book, live }, ...parts }: ApiParts,
): Promise<ReadonlySet<number>> {
  const open = versions.filter(({ state, basedOn }) => state === 'proposed' && basedOn === newest)
  const before = open.length > 0 ? (await book.read(newest))! : undefined
  const waits = async ({ version }: RulesVersion) => {
    const proposal = (await book.read(version))!
    const all = differencesBetween(before!.rules, proposal.rules)
    const row = rowFrom(proposal, live.now().version, parts.now())
    const may = mayDo(person, row, all, needsSecondPerson(all, before!.rules), parts)
    return may.includes('approve') ? [version] : []
  }
  return new Set((await Promise.all(open.map(waits))).flat())
}

/** One version: what it says, what that changes, and what the person may do with it. */
export async function versionView(
  person: Person,
  version: RulesVersion & { readonly rules: Rules },
  parts: ApiParts,
): Promise<RulesVersionView> {
  const { book, live } = parts.rules
  const before = version.basedOn === null ? undefined : await book.read(version.basedOn)
  const all = before ? differencesBetween(before.rules, version.rules) : []
  const mine = reaches(person.grants, 'rules.read', parts)
  const row = rowFrom(version, live.now().version, parts.now())
  const needs = before !== undefined && needsSecondPerson(all, before.rules)
  const newest = (await book.approved()).at(-1)!.version
  const may = mayDo(person, row, all, needs, parts)
  return {
    ...row,
    waitsForMe: may.includes('approve') && row.basedOn === newest,
    rules: shareOf(version.rules, mine, knownOf(parts)),
    differences: await withConcerns({ database: parts.database, home: parts.home }, parts, all.filter(seenBy(mine))),
    needsSecondPerson: needs,
    may,
  }
}

const seenBy =
  (mine: (plant: string) => boolean) =>
  ({ plant }: Difference): boolean =>
    plant === '*' || mine(plant)

function mayDo(
  { login, grants }: Person,
  { state, proposedBy }: Omit<RulesVersionRow, 'waitsForMe'>,
  differences: readonly Difference[],
  needs: boolean,
  parts: Pick<ApiParts, 'plants'>,
): RulesVersionView['may'] {
  const plants = plantsOf(differences)
  const approves = plants.every(reaches(grants, 'rules.approve', parts))
  const proposes = plants.every(reaches(grants, 'rules.propose', parts))
  const isMine = proposedBy === login
  switch (state) {
    case 'proposed':
      return [
        ...(approves && !(needs && isMine) ? (['approve'] as const) : []),
        ...(approves && !isMine ? (['reject'] as const) : []),
        ...(isMine ? (['withdraw'] as const) : []),
      ]
    case 'scheduled':
      return approves || isMine ? ['withdraw'] : []
    case 'past':
    case 'rejected':
    case 'withdrawn':
      return proposes ? ['go-back'] : []
    default:
      return []
  }
}

/** A version as it stands now, seen from the one in force. */
function rowFrom(version: RulesVersion, inForce: number, now: string): Omit<RulesVersionRow, 'waitsForMe'> {
  const { state, effectiveFrom } = version
  const held = (effectiveFrom ?? '') > now ? 'scheduled' : version.version === inForce ? 'in-force' : 'past'
  return { ...version, state: state === 'approved' ? held : state }
}

/** What the rules may speak of, and whose they are. */
export const knownOf = ({ plants, systems, flows }: ApiParts) => ({ plants, systems, flows })
