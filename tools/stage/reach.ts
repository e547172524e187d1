import { ReachList } from '../../src/api/reach/contract.ts'
import { plus } from './clock.ts'
import type { World } from './world.ts'

/** One plant where maintenance reaches planning, but for a window that nobody says is over. */
export function reachAnswer({ clock, windows }: World): unknown {
  if (windows.length === 0)
    return ReachList.parse({ plants: [{ plant: 'A', answer: 'nothing', proof: null, missing: [] }] })
  const ago = (minutes: number): string => plus(clock.now, -minutes * 60)
  return ReachList.parse({
    plants: [
      {
        ...{ plant: 'A', answer: 'no' },
        proof: {
          ...{ about: 'PM-311', at: ago(14) },
          sentence: 'Change the seals of the hydraulic unit: the ERP has closed Press brake 1 for it.',
        },
        missing: [
          {
            ...{ kind: 'breakdown-not-told', about: 'cmms.4712', expectedBy: ago(25) },
            sentence: 'WO004712 mends a breakdown of Welding robot 4, and nobody has said that it stands still.',
            remedy: 'Report that it stands still, or have maintenance say in its system that the machine works.',
          },
        ],
      },
    ],
  })
}
