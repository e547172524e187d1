import type { ReachList } from '#api'
import { usePlantName } from '../../app/session.tsx'
import { Moment } from '../../parts/moment.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { reachStatus } from '../../words/windows.ts'
import look from './windows.module.css'

/** Does what maintenance says reach planning? For each plant yes or no, the last proof, and what is missing. */
export function Reach({ plants }: { plants: ReachList['plants'] }) {
  const plantName = usePlantName()
  return (
    <ul className={look.reach}>
      {plants.map(({ plant, answer, proof, missing }) => (
        <li key={plant}>
          <div>
            <strong>{plantName(plant)}</strong>
            <StatusWord of={reachStatus(answer)} />
          </div>
          {missing.map((one) => (
            <p key={`${one.kind} ${one.about} ${one.sentence}`}>
              {one.sentence}
              <span className={look.quietly}>
                Expected by <Moment at={one.expectedBy} plant={plant} />. {one.remedy}
              </span>
            </p>
          ))}
          {proof ? (
            <p className={look.proof}>
              Last proof, <Moment at={proof.at} plant={plant} />: {proof.sentence}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
