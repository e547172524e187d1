import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { Enrol } from './enrol.tsx'
import look from './floor.module.css'
import { floorQuestion } from './hub.ts'
import { useKeptPage } from './kept-page.ts'
import { Workplace } from './workplace.tsx'

/** The page of a work centre: no person signs in; the device shows its key. */
export function FloorPage() {
  useKeptPage()
  // A link brings the key behind the #, which no server hears of; it is taken out of the address at once.
  const [brought, setBrought] = useState(() => location.hash.slice(1))
  const { data, error, refetch } = useQuery(floorQuestion)
  const enrolled = () => {
    setBrought('')
    return client.invalidateQueries({ queryKey: ['floor'] })
  }
  if (brought) return <Enrol brought={brought} onEnrolled={enrolled} />
  if (data === null) return <Enrol onEnrolled={enrolled} />
  if (data) return <Workplace floor={data} isStale={error !== null} />
  return (
    <main className={look.middle}>
      <h1 className="unseen">Shop floor</h1>
      {error ? <Failed error={error} onAgain={() => void refetch()} /> : <Loading what="the work centre" lines={6} />}
    </main>
  )
}
