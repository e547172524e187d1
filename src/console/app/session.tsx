import { useQuery } from '@tanstack/react-query'
import type { Session } from '#api'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { sessionQuestion } from '../api/questions/work.ts'
import { Zones } from '../parts/moment.tsx'
import { ownZone } from '../words/moments.ts'
import { useScope } from './scope.ts'

const Who = createContext<Session | null>(null)

/** Knows who is signed in and which clock hangs in which plant. */
export function SessionRoom({ children, otherwise }: { children: ReactNode; otherwise: ReactNode }) {
  const { data: session } = useQuery(sessionQuestion)
  const scope = useScope()
  const zones = useMemo(() => {
    const zoneOf = (plant?: string): string => {
      const plants = session?.plants ?? []
      const found = plants.find(({ id }) => id === (plant ?? scope)) ?? (oneZone(plants) ? plants[0] : undefined)
      return found?.timeZone ?? ownZone()
    }
    return { zoneOf, mixed: scope === '' && !oneZone(session?.plants ?? []) }
  }, [session, scope])
  if (!session) return otherwise
  return (
    <Who value={session}>
      <Zones value={zones}>{children}</Zones>
    </Who>
  )
}

const oneZone = (plants: Session['plants']): boolean => new Set(plants.map(({ timeZone }) => timeZone)).size < 2

export function useSession(): Session {
  const session = useContext(Who)
  if (!session) throw new Error('nobody is signed in')
  return session
}

export type Right = Session['rights'][number]

export const useMay = (right: Right): boolean => useSession().rights.includes(right)

/** The plant that is looked at, when it is one this person may see. */
export function usePlant(): string {
  const scope = useScope()
  const { plants } = useSession()
  if (plants.length === 1) return plants[0]!.id
  return plants.some(({ id }) => id === scope) ? scope : ''
}

export const usePlantName = (): ((id: string) => string) => {
  const { plants } = useSession()
  return (id) => plants.find((plant) => plant.id === id)?.name ?? id
}
