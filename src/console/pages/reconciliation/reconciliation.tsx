import { NativeSelect } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { usePlant, useSession } from '../../app/session.tsx'
import { PageHead } from '../../parts/sheet.tsx'
import { BooksOfPlant } from './books-of-plant.tsx'
import look from './reconciliation.module.css'

const route = getRouteApi('/inside/reconciliation')

const spans = [
  { value: '1', label: 'The last hour' },
  { value: '24', label: 'The last day' },
  { value: '168', label: 'The last week' },
  { value: '744', label: 'The last month' },
]

/** Do the journal and Odoo's books hold the same? What to look at after one of the two was put back from a backup. */
export function ReconciliationPage() {
  const { hours = '24' } = route.useSearch()
  const navigate = route.useNavigate()
  const { plants } = useSession()
  const scope = usePlant()
  const shown = plants.filter(({ id }) => !scope || id === scope)
  return (
    <>
      <PageHead
        title="Do the books hold the same?"
        tab="Reconciliation"
        aside={
          <NativeSelect
            aria-label="What is compared"
            size="md"
            data={spans}
            value={hours}
            onChange={(event) => void navigate({ search: { hours: event.currentTarget.value }, replace: true })}
          />
        }
      >
        <p className={look.back}>
          <Link to="/messages">Messages</Link>
        </p>
      </PageHead>
      <div className={look.plants}>
        {shown.map(({ id }) => (
          <BooksOfPlant key={`${id} ${hours}`} plant={id} hours={Number(hours) || 24} />
        ))}
      </div>
    </>
  )
}
