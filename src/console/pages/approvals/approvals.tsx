import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { replaysQuestion } from '../../api/questions/proof.ts'
import { rulesQuestion } from '../../api/questions/settings.ts'
import { approvalsQuestion } from '../../api/questions/work.ts'
import { useMay, usePlant } from '../../app/session.tsx'
import { Choice } from '../../parts/chip.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { counted } from '../../words/names.ts'
import { WaitingReplays } from '../replays/waiting.tsx'
import { Waiting } from '../rules/waiting.tsx'
import { Approval } from './approval.tsx'
import look from './approvals.module.css'

const route = getRouteApi('/inside/approvals')

/** What waits for my name? */
export function ApprovalsPage() {
  const { state: asked } = route.useSearch()
  const navigate = route.useNavigate()
  const state = asked === 'closed' ? 'closed' : 'open'
  const plant = usePlant()
  const { data, error, refetch } = useQuery(approvalsQuestion(state))
  const rules = useQuery({ ...rulesQuestion, enabled: useMay('rules.read') })
  const replays = useQuery({ ...replaysQuestion, enabled: useMay('exceptions.read') })
  const items = data?.items.filter((item) => plant === '' || item.plant === plant)
  const mine = items?.filter((item) => item.mine).length ?? 0
  return (
    <>
      <PageHead
        title={
          state === 'open' && mine > 0
            ? `${counted(mine, 'question waits', 'questions wait')} for your name`
            : 'Approvals'
        }
        tab="Approvals"
      >
        <div className={look.filters}>
          <Choice
            name="Which approvals"
            value={state}
            options={[
              ['open', 'Open'],
              ['closed', 'Answered'],
            ]}
            onChange={(next) => void navigate({ search: next === 'closed' ? { state: next } : {} })}
          />
        </div>
        {state === 'open' && rules.data ? <Waiting versions={rules.data.versions} /> : null}
        {state === 'open' && replays.data ? <WaitingReplays replays={replays.data.items} /> : null}
      </PageHead>
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : !items ? (
        <Sheet title="Asked">
          <Loading what="approvals" lines={6} />
        </Sheet>
      ) : items.length === 0 ? (
        <Sheet title="Asked" flush>
          {state === 'open' ? (
            <Nothing title="Nothing waits for your name">
              Where a rule wants a person to say yes, the question stands here with exactly what is to be decided.
            </Nothing>
          ) : (
            <Nothing title="Nothing was answered yet" />
          )}
        </Sheet>
      ) : (
        <div className={look.list}>
          {items.map((approval) => (
            <Approval key={approval.approvalId} approval={approval} />
          ))}
        </div>
      )}
    </>
  )
}
