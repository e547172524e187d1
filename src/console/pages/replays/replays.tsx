import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { replaysQuestion } from '../../api/questions/proof.ts'
import { useMay, usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { ReplayTable } from './replay-table.tsx'

const JudgeAgain = lazy(() => import('./judge-again.tsx').then((module) => ({ default: module.JudgeAgain })))

/** What was judged again, many at once: by whom, why, and whether it came as it was foretold? */
export function ReplaysPage() {
  const plant = usePlant()
  const mayResolve = useMay('exceptions.resolve')
  const [asking, setAsking] = useState(false)
  const { data, error, refetch } = useQuery(replaysQuestion)
  const rows = data?.items.filter((row) => plant === '' || row.plant === plant)
  return (
    <>
      <PageHead
        title="Replays"
        tab="Replays"
        aside={mayResolve ? <Button onClick={() => setAsking(true)}>Judge again…</Button> : null}
      />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <Sheet title="Judged again" aside="Newest first, live" flush>
          {!rows ? (
            <Loading what="replays" lines={6} />
          ) : rows.length === 0 ? (
            <Nothing title="Nothing was judged again yet">
              When many events stopped for one reason and the reason is gone, they are judged again together: chosen at
              Exceptions, first on paper, then at a rate you choose.
            </Nothing>
          ) : (
            <ReplayTable rows={rows} />
          )}
        </Sheet>
      )}
      {asking ? (
        <Suspense>
          <JudgeAgain items={undefined} code={undefined} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
