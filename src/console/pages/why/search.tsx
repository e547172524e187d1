import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import { valuesQuestion } from '../../api/questions/production.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { WhyLink } from '../../parts/why-link.tsx'
import { figureText } from '../../words/figures.ts'
import look from './why.module.css'

const route = getRouteApi('/inside/why')

/** Which value is it about? */
export function ValuesPage() {
  const { q = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const plant = usePlant()
  const { data, error, isPending, refetch } = useQuery(valuesQuestion(q, plant))
  const onSearch = useCallback(
    (text: string) => void navigate({ search: text ? { q: text } : {}, replace: true }),
    [navigate],
  )
  return (
    <>
      <PageHead title="Why?" tab="Why">
        <p className="quiet">
          Point at a value in Odoo: the hub asks Odoo for it now, and tells every part that makes it.
        </p>
      </PageHead>
      <div className={look.filters}>
        <SearchBox value={q} onSearch={onSearch} label="Search values" hint="Order, item, lot or serial number" />
      </div>
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : isPending ? (
        <Sheet title="Values">
          <Loading what="values" lines={8} />
        </Sheet>
      ) : data.items.length === 0 ? (
        <Sheet title="Values">
          <Nothing title={q ? 'Nothing matches' : 'No order has been worked on yet'}>
            {q ? 'Search by the order’s name in Odoo, its item, or a lot or serial number.' : null}
          </Nothing>
        </Sheet>
      ) : (
        <div className={look.page}>
          {data.items.map(({ key, plant: at, label, itemName, figures }) => (
            <Sheet key={at + key} title={label} aside={<span className="quiet">{itemName}</span>}>
              <ul className={look.others}>
                {figures.map((figure) => (
                  <li key={figureText(figure)}>
                    <WhyLink of={figure} plant={at}>
                      {figureText(figure)}
                    </WhyLink>
                  </li>
                ))}
              </ul>
            </Sheet>
          ))}
        </div>
      )}
    </>
  )
}
