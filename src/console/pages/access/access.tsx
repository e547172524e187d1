import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '../../app/session.tsx'
import { Choice } from '../../parts/chip.tsx'
import { PageHead } from '../../parts/sheet.tsx'
import look from './access.module.css'
import { Keys } from './keys.tsx'
import { People } from './people.tsx'

const route = getRouteApi('/inside/access')

/** Who may come in: systems with a key, people with a role. */
export function AccessPage() {
  const { part } = route.useSearch()
  const navigate = route.useNavigate()
  const mayManage = useMay('people.manage')
  const shown = mayManage && part === 'people' ? 'people' : 'keys'
  return (
    <>
      <PageHead title="Access" tab="Access">
        {mayManage ? (
          <div className={look.parts}>
            <Choice
              name="Who may come in"
              value={shown}
              options={[
                ['keys', 'Systems'],
                ['people', 'People'],
              ]}
              onChange={(next) => void navigate({ search: next === 'people' ? { part: next } : {} })}
            />
          </div>
        ) : null}
      </PageHead>
      <div className={look.sheets}>{shown === 'people' ? <People /> : <Keys />}</div>
    </>
  )
}
