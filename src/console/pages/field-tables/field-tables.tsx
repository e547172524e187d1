import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { FieldTableView } from '#api'
import { fieldTableQuestion, fieldTablesQuestion } from '../../api/questions/settings.ts'
import { usePlant, usePlantName } from '../../app/session.tsx'
import { Choice } from '../../parts/chip.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import look from './field-tables.module.css'
import { Rules } from './rules.tsx'
import { Sample } from './sample.tsx'

const route = getRouteApi('/inside/field-tables')

/** What does a system's own record mean? */
export function FieldTablesPage() {
  const { table: wished, record } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: list, error, refetch } = useQuery(fieldTablesQuestion(usePlant()))
  const name = wished ?? list?.items[0]?.table
  if (error && !list)
    return (
      <Around title="Field tables">
        <Failed error={error} onAgain={() => void refetch()} />
      </Around>
    )
  if (!list)
    return (
      <Around title="Field tables">
        <Sheet title="A record and what it means">
          <Loading what="field tables" lines={8} />
        </Sheet>
      </Around>
    )
  if (!name)
    return (
      <Around title="Field tables">
        <Sheet title="A record and what it means" flush>
          <Nothing title="No system speaks in its own words">
            They all send CloudEvents. To read another’s records, put a table into the folder field-tables of the estate
            and name it at the system.
          </Nothing>
        </Sheet>
      </Around>
    )
  const choose =
    list.items.length > 1 ? (
      <Choice
        name="Which table"
        value={name}
        options={list.items.map(({ table, title }) => [table, title] as const)}
        onChange={(table) => void navigate({ search: { table } })}
      />
    ) : null
  return <OneTable key={`${name} ${record}`} name={name} record={record} choose={choose} />
}

function OneTable({ name, record, choose }: { name: string; record: string | undefined; choose: React.ReactNode }) {
  const { data: table, error, refetch } = useQuery(fieldTableQuestion(name, record))
  if (!table)
    return (
      <Around title="Field tables" below={choose}>
        {error ? (
          <Failed error={error} onAgain={() => void refetch()} />
        ) : (
          <Sheet title="A record and what it means">
            <Loading what="the field table" lines={8} />
          </Sheet>
        )}
      </Around>
    )
  return (
    <Around
      title={table.title}
      below={
        <>
          <Speakers of={table} />
          {choose}
        </>
      }
    >
      <Sample table={table} asked={record} />
      <Rules of={table} />
    </Around>
  )
}

function Speakers({ of: { speakers, version } }: { of: FieldTableView }) {
  const plantName = usePlantName()
  const [table = '', hash = ''] = version.split('@')
  return (
    <p className={look.about}>
      <span>
        Reads what{' '}
        {speakers
          .map(({ title, plant, signs }) => `${title}, ${plantName(plant)}${signs ? ' (signed)' : ''}`)
          .join('; ')}{' '}
        says
      </span>
      <code title={version}>{`${table}@${hash.slice(0, 8)}`}</code>
    </p>
  )
}

const Around = ({ title, below, children }: { title: string; below?: React.ReactNode; children: React.ReactNode }) => (
  <>
    <PageHead title={title} tab={title}>
      {below}
    </PageHead>
    <div className={look.page}>{children}</div>
  </>
)
