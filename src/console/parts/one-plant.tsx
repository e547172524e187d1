import { type ReactNode, useContext, useMemo } from 'react'
import { Zones } from './moment.tsx'

/** A page about one plant: its clock is meant everywhere on it, so the city is not said again at every moment. */
export function OnePlant({ plant, children }: { plant: string; children: ReactNode }) {
  const { zoneOf } = useContext(Zones)
  const zones = useMemo(() => ({ zoneOf: (other?: string) => zoneOf(other ?? plant), mixed: false }), [zoneOf, plant])
  return <Zones value={zones}>{children}</Zones>
}
