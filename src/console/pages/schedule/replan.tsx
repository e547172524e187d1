import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReplanChecked, ReplanView } from '#api'
import { tell } from '../../api/ask.ts'
import { replanQuestion } from '../../api/questions/production.ts'
import { usePlantName, useSession } from '../../app/session.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { optionWords, replanStatus } from '../../words/replans.ts'
import { AskReplan } from './ask-replan.tsx'
import { Board, type Wish } from './board.tsx'
import { Decide, type Deed, replanPath } from './decide.tsx'
import { Moves } from './moves.tsx'
import { Options } from './options.tsx'
import look from './schedule.module.css'

const route = getRouteApi('/inside/schedule/$plant/$replan')

/** How could the plant go on, what does each way cost, and why does each operation move? */
export function ReplanPage() {
  const { plant, replan } = route.useParams()
  const { data, error, refetch } = useQuery(replanQuestion(plant, replan))
  return (
    <>
      <PageHead
        title={data?.why ?? 'New plan'}
        tab="Schedule"
        aside={data ? <StatusWord of={replanStatus(data)} /> : null}
      >
        {data ? <Told view={data} /> : null}
      </PageHead>
      {data ? (
        // Another proposal is looked at anew.
        <Proposed key={data.basis} view={data} />
      ) : error ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <Loading what="the plan" lines={8} />
      )}
    </>
  )
}

function Told({ view: { plant, replan, plannedAt, decided, undone, said } }: { view: ReplanView }) {
  const plantName = usePlantName()
  return (
    <p className={look.told}>
      {replan}, {plantName(plant)}, planned <Moment at={plannedAt} plant={plant} />.{' '}
      {decided ? (
        <>
          Decided by {decided.by} <Moment at={decided.at} plant={plant} />
          {decided.policy ? `: ${optionWords[decided.policy]}` : ''}
          {decided.edits > 0 ? `, ${decided.edits} put elsewhere by hand` : ''}
          {decided.reason ? ` (${decided.reason})` : ''}.{' '}
        </>
      ) : null}
      {undone ? `Taken back by ${undone.by} (${undone.reason}). ` : null}
      {said}
    </p>
  )
}

function Proposed({ view }: { view: ReplanView }) {
  const { csrf } = useSession()
  const [policy, setPolicy] = useState(view.decided?.policy ?? view.best ?? undefined)
  const [edited, setEdited] = useState<{
    readonly edits: readonly Wish[]
    readonly option: ReplanView['options'][number]
  }>()
  const [refused, setRefused] = useState<string>()
  const [deed, setDeed] = useState<Deed>()
  const [asking, setAsking] = useState(false)
  const proposed = view.options.find((option) => option.policy === policy)
  const option = edited?.option ?? proposed
  const isOpen = view.may && (view.state === 'proposed' || view.state === 'undone')

  const check = useMutation({
    mutationFn: (edits: readonly Wish[]) =>
      tell<ReplanChecked>(`${replanPath(view)}/check`, { basis: view.basis, policy, edits }, { csrf }),
    onSuccess: ({ option: found, sentence }, edits) => {
      setRefused(sentence ?? undefined)
      if (found) setEdited({ edits, option: found })
    },
  })
  const put = (wish: Wish) =>
    check.mutate([...(edited?.edits ?? []).filter(({ operation }) => operation !== wish.operation), wish])
  const choose = (next: typeof policy) => {
    setPolicy(next)
    setEdited(undefined)
    setRefused(undefined)
  }

  if (view.refusal)
    return (
      <Sheet title="No plan can be made">
        <p>{view.refusal}</p>
      </Sheet>
    )
  return (
    <div className={look.sheets}>
      <Sheet title="Ways to go on" aside={edited ? `${edited.edits.length} put elsewhere by hand` : undefined}>
        <Options view={view} chosen={proposed} onChoose={choose} />
        {view.outside ? <p className={look.told}>{view.outside}</p> : null}
        <Refusal error={check.error} />
        {refused ? (
          <p role="alert" className={look.refused}>
            {refused}
          </p>
        ) : null}
        <div className={look.deeds}>
          {isOpen ? (
            <>
              <Button
                onClick={() => setDeed('accept')}
                disabled={!option || option.moves.length === 0 || check.isPending}
              >
                {view.state === 'undone' ? 'Accept again…' : 'Accept…'}
              </Button>
              {view.state === 'proposed' ? (
                <Button variant="default" onClick={() => setDeed('reject')}>
                  Reject…
                </Button>
              ) : null}
              {edited ? (
                <Button variant="default" onClick={() => choose(policy)}>
                  As proposed again
                </Button>
              ) : null}
            </>
          ) : null}
          {view.may && view.state === 'applied' ? (
            <Button variant="default" onClick={() => setDeed('undo')}>
              Take it back…
            </Button>
          ) : null}
          {view.may ? (
            <Button variant="subtle" onClick={() => setAsking(true)}>
              Plan anew…
            </Button>
          ) : null}
        </div>
      </Sheet>
      <div className={look.calendar}>
        <Sheet title="Work centres" aside="Outlined: as it stood. Full: as it would be. Hatched: down">
          <Board view={view} option={option} onPut={isOpen ? put : undefined} />
        </Sheet>
      </div>
      <Moves view={view} option={option} />
      {deed ? (
        <Decide {...{ view, deed, option }} edits={edited?.edits ?? []} onClose={() => setDeed(undefined)} />
      ) : null}
      {asking ? <AskReplan plant={view.plant} replan={view.replan} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}
