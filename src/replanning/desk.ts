import { sha256 } from '#kernel/canonical-json'
import { Failure, Refused } from '#kernel/failure'
import { type Database, statementsIn } from '#kernel/sql'
import { type Duration, type Instant, later } from '#kernel/time'
import type { EditedOption, Proposal, ReplanFile } from '#model/replan-case'
import { PlanningLedger } from '#model/ports/planning-ledger'
import { PlanningPlatform } from '#model/ports/planning-platform'
import type { PortKeeper, Reading } from '#model/ports/port'
import { type EditWish, type ProposalWish, ReplanDesk } from '#model/ports/replan-desk'
import { toWorkload, type Workload } from '#planning'
import { editedOption, withEdits } from './edit.ts'
import { judged } from './outside.ts'
import type { Planner } from './planner.ts'
import { lateAsPlanned, optionFrom } from './propose.ts'
import { speaker } from './say.ts'

const findReplan = statementsIn(import.meta.url)('find-replan')

/** What a plant's rules say of planning anew. */
export interface ReplanRules {
  readonly frozen: Duration
  readonly horizon: Duration
  readonly iterations: number
  readonly atMost: Duration
  readonly lateDay: number
  readonly urgent: number
  readonly change: number
  readonly planner: 'hub' | 'beside' | 'outside'
  readonly outsideAtMost: Duration
}

export interface ReplanDeskParts {
  readonly database: Database
  readonly home: string
  readonly now: () => Instant
  readonly rulesOf: (plant: string) => ReplanRules
  readonly zoneOf: (plant: string) => string
  readonly plan: Planner
  /** Asks whoever plans for a plant, once and now. */
  readonly ask: <Answer>(plant: string, reading: Reading<Answer>, stop?: AbortSignal) => Promise<Answer | Failure>
}

/** A search is the same again for the same case, whoever makes it and where. */
export const seedOf = (plant: string, replan: string): number =>
  Number.parseInt(sha256(`${plant}/${replan}`).slice(0, 8), 16)

/** How a plant could go on: what is open is asked of the ERP, once and at one moment, and planned here. */
export function replanDesk({ database, home, now, rulesOf, zoneOf, plan, ask }: ReplanDeskParts): PortKeeper {
  async function proposal({ plant, replan }: ProposalWish, signal: AbortSignal): Promise<Proposal | Refused> {
    const rules = rulesOf(plant)
    const at = now()
    const work = await ask(plant, PlanningLedger.openWork({ plant, from: at, until: later(at, rules.horizon) }))
    if (work instanceof Refused) return work
    if (work instanceof Failure) throw work
    const frozenUntil = later(at, rules.frozen)
    const seed = seedOf(plant, replan)
    const head = { at, frozenUntil, seed, work, late: [...lateAsPlanned(work)] }
    const workload = toWorkload(work, { now: at, frozenUntil, ...rules })
    const say = speaker(work, zoneOf(plant))
    // Waiting alone says whether anybody could plan it.
    const policies = rules.planner === 'outside' ? [] : (['wait', 'move', 'alternative'] as const)
    const wish = { seed, iterations: rules.iterations, policies }
    const own = plan({ workload, wish, atMost: rules.atMost }, signal)
    const stop = AbortSignal.any([signal, AbortSignal.timeout(rules.outsideAtMost)])
    const asked = rules.planner === 'hub' ? undefined : ask(plant, PlanningPlatform.plan({ plant, at, work }), stop)
    const [found, told] = await Promise.all([own, asked])
    if ('code' in found) return { ...head, options: [], refusal: found }
    const options = found.map((option) => optionFrom(work, option, say))
    if (told === undefined) return { ...head, options }
    const outside = await judged(told, { work, workload, seed, plan, say }, signal)
    if (outside.option) return { ...head, options: [...options, outside.option] }
    return rules.planner === 'outside'
      ? { ...head, options, refusal: outside.refusal }
      : { ...head, options, outside: outside.refusal.sentence }
  }

  async function edited({ plant, replan, basis, policy, edits }: EditWish, signal: AbortSignal): Promise<EditedOption> {
    const [row] = await database.all<{ readonly data: ReplanFile }>(findReplan, [home, plant, replan])
    if (!row || row.data.basis !== basis) return refused('SHOWN_CHANGED', replan, 'The proposal is another by now.')
    const { proposal: shown } = row.data
    const option = shown.options.find((one) => one.policy === policy)
    if (!option) return refused('UNKNOWN_OPTION', policy, `There is no option ${policy}.`)
    const workload = workloadOf(shown, rulesOf(plant))
    const wanted = withEdits(workload, option, edits)
    if ('code' in wanted) return { refusal: wanted }
    const found = await plan(
      { workload: wanted, wish: { seed: shown.seed, iterations: 0, policies: ['wait'] }, atMost: 1000 },
      signal,
    )
    return editedOption({ shown, option, edits, workload }, found, speaker(shown.work, zoneOf(plant)))
  }

  return {
    port: ReplanDesk.portName,
    read: (operation, args, { signal }) =>
      Promise.all(
        args.map((wish) =>
          operation === 'edited' ? edited(wish as EditWish, signal) : proposal(wish as ProposalWish, signal),
        ),
      ),
    perform: async () => {
      throw new Error('the replan desk has no effects')
    },
  }
}

const refused = (code: string, subject: string, sentence: string): EditedOption => ({
  refusal: { code, subject, sentence },
})

/** What was planned then, planned from the same moment. */
function workloadOf({ work, at, frozenUntil }: Proposal, rules: ReplanRules): Workload {
  return toWorkload(work, { now: at, frozenUntil, ...rules })
}
