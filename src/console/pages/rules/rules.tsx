import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { RulesView } from '#api'
import { rulesQuestion, rulesVersionQuestion } from '../../api/questions/settings.ts'
import { usePlant } from '../../app/session.tsx'
import { Choice } from '../../parts/chip.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { Alerting } from './alerting.tsx'
import { Bundles } from './bundles.tsx'
import type { Rules } from './cells.ts'
import { useDraft } from './draft.ts'
import { DraftBar } from './draft-bar.tsx'
import { Flows } from './flows.tsx'
import { Headline } from './headline.tsx'
import { History } from './history.tsx'
import { Ownership } from './ownership.tsx'
import { Policies } from './policies.tsx'
import look from './rules.module.css'
import { Tables } from './tables.tsx'
import { Waiting } from './waiting.tsx'

const route = getRouteApi('/inside/rules')

const parts = [
  ['flows', 'Flows'],
  ['policies', 'Policies'],
  ['ownership', 'Ownership'],
  ['alerts', 'Alerts'],
  ['tables', 'Field tables'],
  ['history', 'History'],
] as const
type PartName = (typeof parts)[number][0]

/** What do my plants work by, and who agreed to that? */
export function RulesPage() {
  const { data: view, error, refetch } = useQuery(rulesQuestion)
  // What is approved for later is the ground of every further change.
  const isLater = view !== undefined && view.newest !== view.version
  const later = useQuery({ ...rulesVersionQuestion(view?.newest ?? 0), enabled: isLater })
  const rules = isLater ? later.data?.rules : view?.rules
  const failed = error ?? later.error
  if (view && rules) return <Known view={view} rules={rules} />
  return (
    <>
      <PageHead title="Rules" tab="Rules" />
      {failed ? (
        <Failed error={failed} onAgain={() => void refetch()} />
      ) : (
        <Sheet title="Rules">
          <Loading what="rules" lines={8} />
        </Sheet>
      )}
    </>
  )
}

function Known({ view, rules }: { view: RulesView; rules: Rules }) {
  const { part: asked } = route.useSearch()
  const navigate = route.useNavigate()
  const part: PartName = parts.find(([name]) => name === asked)?.[0] ?? 'flows'
  const plant = usePlant()
  const plants = view.plants.filter(({ id }) => plant === '' || id === plant)
  const draft = useDraft(rules, view.newest)
  const shown = { view, rules, plants, draft }
  return (
    <>
      <PageHead title="Rules" tab="Rules">
        <Headline view={view} />
        <Waiting versions={view.versions} />
        <div className={look.parts}>
          <Choice
            name="Which rules"
            value={part}
            options={parts}
            onChange={(next) => void navigate({ search: next === 'flows' ? {} : { part: next } })}
          />
        </div>
      </PageHead>
      <div className={look.sheets}>
        {part === 'flows' ? <Flows {...shown} /> : null}
        {part === 'policies' ? <Policies {...shown} /> : null}
        {part === 'alerts' ? <Alerting {...shown} /> : null}
        {part === 'ownership' ? <Ownership {...shown} /> : null}
        {part === 'tables' ? <Tables view={view} rules={rules} draft={draft} /> : null}
        {part === 'history' ? (
          <>
            <History versions={view.versions} />
            <Bundles view={view} />
          </>
        ) : null}
      </div>
      <DraftBar view={view} rules={rules} draft={draft} />
    </>
  )
}

/** What the sections of the page are about. */
export interface Shown {
  readonly view: RulesView
  /** What holds, or will hold: the ground of a change. */
  readonly rules: Rules
  readonly plants: RulesView['plants']
  readonly draft: ReturnType<typeof useDraft>
}
