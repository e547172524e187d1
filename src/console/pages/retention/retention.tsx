import { useQuery } from '@tanstack/react-query'
import { retentionQuestion } from '../../api/questions/settings.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { Erased } from './erased.tsx'
import { Held } from './held.tsx'
import { Kept } from './kept.tsx'
import look from './retention.module.css'

/** How long contents are kept, what must not go, what went and by which rule. */
export function RetentionPage() {
  const { data, error, refetch } = useQuery(retentionQuestion)
  const plant = usePlant()
  const here = <Row extends { readonly plant: string }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter((row) => plant === '' || row.plant === plant)
  return (
    <>
      <PageHead title="Retention" tab="Retention" />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <div className={look.sheets}>
          {data ? (
            <>
              <Kept kept={here(data.kept)} />
              <Held holds={here(data.holds)} mayPlace={data.mayPlace} />
              <Erased erased={here(data.erased)} />
            </>
          ) : (
            <Sheet title="Kept">
              <Loading what="how long contents are kept" lines={6} />
            </Sheet>
          )}
        </div>
      )}
    </>
  )
}
