import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { ExceptionList, ExceptionRow } from '#api'
import { exceptionsQuestion } from '../../api/questions/work.ts'
import { useMay, usePlant, useSession } from '../../app/session.tsx'
import { Chip, Choice } from '../../parts/chip.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { Age } from '../../parts/moment.tsx'
import { useKeepPlace } from '../../parts/keep-place.ts'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { counted } from '../../words/names.ts'
import { Actions } from './actions.tsx'
import look from './exceptions.module.css'
import { Group } from './group.tsx'

const JudgeAgain = lazy(() => import('../replays/judge-again.tsx').then((module) => ({ default: module.JudgeAgain })))

const route = getRouteApi('/inside/exceptions')

type Whose = 'all' | 'mine' | 'free'

/** What needs me? */
export function ExceptionsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { login } = useSession()
  const plant = usePlant()
  const mayResolve = useMay('exceptions.resolve')
  const [again, setAgain] = useState<'chosen' | 'narrowed'>()
  const state = search.state === 'closed' ? 'closed' : 'open'
  const [whose, setWhose] = useState<Whose>('all')
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const { data, error, refetch } = useQuery(
    exceptionsQuestion({ state, ...(plant ? { plant } : {}), ...(search.code ? { code: search.code } : {}) }),
  )
  const groups = useMemo(() => narrowed(data, whose, login), [data, whose, login])
  const place = useKeepPlace(data)
  const selected = groups.flatMap(({ items }) => items.filter(({ exceptionId }) => picked.has(exceptionId)))
  const pick = (ids: readonly string[], on: boolean) =>
    setPicked((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))))

  return (
    <>
      <PageHead
        title={headline(data, state)}
        tab="Exceptions"
        aside={
          mayResolve && state === 'open' && groups.length > 0 ? (
            <Button variant="default" onClick={() => setAgain('narrowed')}>
              Judge many again…
            </Button>
          ) : null
        }
      >
        <div className={look.filters}>
          <Choice
            name="Which exceptions"
            value={state}
            options={[
              ['open', 'Open'],
              ['closed', 'Settled'],
            ]}
            onChange={(next) => {
              setPicked(new Set())
              void navigate({
                search: ({ code }) => ({ ...(code ? { code } : {}), ...(next === 'closed' ? { state: next } : {}) }),
              })
            }}
          />
          {state === 'open' ? (
            <Choice
              name="Whose"
              value={whose}
              options={[
                ['all', 'Everybody’s'],
                ['mine', 'Mine'],
                ['free', 'Nobody’s yet'],
              ]}
              onChange={setWhose}
            />
          ) : null}
          {search.code ? (
            <Chip onOff={() => void navigate({ search: ({ code: _, ...rest }) => rest })}>{search.code}</Chip>
          ) : null}
        </div>
      </PageHead>
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : !data ? (
        <Sheet title="By cause">
          <Loading what="exceptions" lines={7} />
        </Sheet>
      ) : groups.length === 0 ? (
        <Sheet title="By cause" flush>
          <None state={state} narrowed={whose !== 'all' || Boolean(search.code)} />
        </Sheet>
      ) : (
        <div className={look.groups} {...place}>
          {groups.map((group) => (
            <Group key={group.code} group={group} picked={picked} onPick={state === 'open' ? pick : undefined} />
          ))}
        </div>
      )}
      {selected.length > 0 ? (
        <div className={look.bulk}>
          <p>
            <strong>{counted(selected.length, 'exception')} selected</strong>
            <button type="button" onClick={() => setPicked(new Set())}>
              Select none
            </button>
          </p>
          <div className={look.deeds}>
            <Actions items={selected} onDone={() => setPicked(new Set())} />
            {mayResolve ? (
              <Button size="compact-sm" variant="default" onClick={() => setAgain('chosen')}>
                Judge again…
              </Button>
            ) : null}
          </div>
        </div>
      ) : null}
      {again ? (
        <Suspense>
          <JudgeAgain
            items={again === 'chosen' ? selected : undefined}
            code={search.code}
            onClose={() => setAgain(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  )
}

const None = ({ state, narrowed: some }: { state: 'open' | 'closed'; narrowed: boolean }) =>
  some ? (
    <Nothing title="None of these" />
  ) : state === 'closed' ? (
    <Nothing title="Nothing was settled yet" />
  ) : (
    <Nothing title="Nothing needs you">
      What cannot be booked by itself comes here with one sentence that says what, where and what now.{' '}
      <Link to="/">Today</Link> shows how the plant is doing.
    </Nothing>
  )

function headline(data: ExceptionList | undefined, state: 'open' | 'closed') {
  if (state === 'closed' || !data) return 'Exceptions'
  const count = data.groups.reduce((so, group) => so + group.count, 0)
  if (count === 0) return 'Exceptions'
  const oldest = data.groups.map((group) => group.oldest).sort()[0]
  return (
    <>
      {counted(count, 'thing needs', 'things need')} somebody
      {oldest ? (
        <span className={look.oldest}>
          , the oldest for <Age since={oldest} />
        </span>
      ) : null}
    </>
  )
}

function narrowed(data: ExceptionList | undefined, whose: Whose, login: string): ExceptionList['groups'] {
  if (!data || whose === 'all') return data?.groups ?? []
  const wanted = ({ assignedTo }: ExceptionRow) => assignedTo === (whose === 'mine' ? login : null)
  return data.groups
    .map((group) => ({ ...group, items: group.items.filter(wanted) }))
    .filter(({ items }) => items.length > 0)
    .map((group) => ({ ...group, count: group.items.length }))
}
