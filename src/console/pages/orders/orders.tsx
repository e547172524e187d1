import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { type OrderFilter, ordersQuestion } from '../../api/questions/production.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import ledger from '../../parts/ledger.module.css'
import { SearchBox } from '../../parts/search-box.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { orderStatus } from '../../words/status.ts'
import { OrderTable } from './order-table.tsx'
import look from './orders.module.css'

const route = getRouteApi('/inside/orders')

const states = [
  { value: '', label: 'In any state' },
  ...['released', 'started', 'completed', 'closing', 'closed', 'cancelling', 'cancelled'].map((value) => ({
    value,
    label: orderStatus(value).word,
  })),
]

/** How far is each order, on the floor and in the books? */
export function OrdersPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const plant = usePlant()
  const list = useInfiniteQuery(ordersQuestion({ ...search, ...(plant ? { plant } : {}) }))
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const set = useCallback(
    (part: OrderFilter) =>
      void navigate({
        search: (before) => Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value)),
        replace: true,
      }),
    [navigate],
  )
  const onSearch = useCallback((q: string) => set({ q }), [set])
  return (
    <>
      <PageHead title="Orders" tab="Orders" />
      <div className={look.filters}>
        <SearchBox value={search.q ?? ''} onSearch={onSearch} label="Search orders" hint="Order, item or lot" />
        <NativeSelect
          aria-label="State"
          size="md"
          data={states}
          value={search.state ?? ''}
          onChange={(event) => set({ state: event.currentTarget.value })}
        />
      </div>
      {list.isError && !list.data ? (
        <Failed error={list.error} onAgain={() => void list.refetch()} />
      ) : (
        <Sheet title="Production orders" aside="Latest change first, live" flush>
          {list.isPending ? (
            <Loading what="orders" lines={8} />
          ) : rows.length === 0 ? (
            <Nothing title={search.q || search.state ? 'Nothing matches' : 'No order has been worked on yet'}>
              {search.q || search.state
                ? 'Search by the order’s name in Odoo, the item, or a lot.'
                : 'An order stands here from its release on, or from the first report about it.'}
            </Nothing>
          ) : (
            <OrderTable rows={rows} />
          )}
          {list.hasNextPage ? (
            <div className={ledger.more}>
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show more
              </Button>
            </div>
          ) : null}
        </Sheet>
      )}
    </>
  )
}
