import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { reconciliationQuestion } from '../../api/questions/proof.ts'
import { usePlantName } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { Moment } from '../../parts/moment.tsx'
import { OnePlant } from '../../parts/one-plant.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { counted, numberText } from '../../words/names.ts'
import { DifferenceTable } from './difference-table.tsx'
import look from './reconciliation.module.css'

/** One plant's journal held against its books, page by page until there is no more, each difference shown as it is found. */
export function BooksOfPlant({ plant, hours }: { plant: string; hours: number }) {
  const name = usePlantName()(plant)
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(
    reconciliationQuestion(plant, hours),
  )
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage()
  }, [hasNextPage, isFetching, error, fetchNextPage])

  const pages = data?.pages ?? []
  const rows = pages.flatMap(({ items }) => items)
  const compared = pages.reduce((sum, page) => sum + page.compared, 0)
  const isWhole = pages.length > 0 && !hasNextPage
  return (
    <OnePlant plant={plant}>
      <Sheet
        title={name}
        aside={
          <span role="status">
            {numberText(compared)} compared{isWhole ? '' : ' so far'}
            {rows.length > 0 ? `, ${counted(rows.length, 'difference')}` : ''}
          </span>
        }
        flush
      >
        {pages[0] ? (
          <p className={look.span}>
            Booked from <Moment at={pages[0].since} plant={plant} /> to <Moment at={pages[0].until} plant={plant} />
          </p>
        ) : null}
        {rows.length > 0 ? <DifferenceTable rows={rows} caption={`Differences of ${name}`} /> : null}
        {error ? (
          <Failed error={error} onAgain={() => void (data ? fetchNextPage() : refetch())} />
        ) : isWhole ? (
          rows.length === 0 ? (
            <Nothing title={compared === 0 ? 'Nothing was booked in this time' : 'Nothing differs'} />
          ) : null
        ) : (
          <Loading what={`the books of ${name}`} lines={rows.length > 0 ? 1 : 4} />
        )}
      </Sheet>
    </OnePlant>
  )
}
