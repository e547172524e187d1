import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { messagesQuestion } from '../../api/questions/work.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import ledger from '../../parts/ledger.module.css'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { Filters } from './filters.tsx'
import { MessageTable } from './message-table.tsx'
import look from './messages.module.css'

const route = getRouteApi('/inside/messages')

/** What came in, and what became of it? */
export function MessagesPage() {
  const search = route.useSearch()
  const plant = usePlant()
  const list = useInfiniteQuery(messagesQuestion({ ...search, ...(search.plant || !plant ? {} : { plant }) }))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const narrowed = Object.keys(search).length > 0

  return (
    <>
      <PageHead title="Messages" tab="Messages">
        <p className={look.further}>
          <Link to="/reconciliation">Held against Odoo’s books</Link>
        </p>
      </PageHead>
      <Filters />
      {list.isError && !list.data ? (
        <Failed error={list.error} onAgain={() => void list.refetch()} />
      ) : (
        <Sheet
          title="What came in"
          flush
          aside={
            list.isStale && (list.data?.pages.length ?? 0) > 1 ? (
              <Button variant="default" size="compact-sm" onClick={() => void list.refetch()}>
                Newer events came in: show them
              </Button>
            ) : (
              'Latest first, live'
            )
          }
        >
          {list.isPending ? (
            <Loading what="messages" lines={8} />
          ) : rows.length === 0 ? (
            <Nothing title={narrowed ? 'Nothing matches' : 'Nothing has come in yet'}>
              {narrowed
                ? 'Search by the id of the event, the order, a lot or serial number, or the correlation id.'
                : 'As soon as a system of the plant sends its first event, it stands here.'}
            </Nothing>
          ) : (
            <MessageTable rows={rows} />
          )}
          {list.hasNextPage ? (
            <div className={ledger.more}>
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show older ones
              </Button>
            </div>
          ) : null}
        </Sheet>
      )}
    </>
  )
}
