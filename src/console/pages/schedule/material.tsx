import { useQuery } from '@tanstack/react-query'
import type { MaterialView } from '#api'
import { materialQuestion } from '../../api/questions/production.ts'
import { usePlant, usePlantName } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import ledger from '../../parts/ledger.module.css'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { materialStatus, readyText } from '../../words/material.ts'
import look from './schedule.module.css'

/** So many are shown; who needs more asks the API. */
const MOST = 25

/** Can it be made when it is planned, as far as its material goes? */
export function Material() {
  const { data, error, refetch } = useQuery(materialQuestion(usePlant()))
  const waiting = data?.orders.filter(({ awaited }) => awaited.length > 0) ?? []
  const starving = waiting.filter((one) => one.starving).length
  return (
    <Sheet title="Material" aside={starving > 0 ? `${starving} cannot begin as planned, first` : null} flush>
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : data === undefined ? (
        <Loading what="the material of open orders" lines={4} />
      ) : (
        <>
          {data.away.map(({ plant, sentence }) => (
            <Away key={plant} plant={plant} sentence={sentence} />
          ))}
          {waiting.length > 0 ? (
            <MaterialTable orders={waiting.slice(0, MOST)} />
          ) : data.away.length === 0 ? (
            <Nothing title="All material lies ready">
              An open order stands here when a component it needs is not there yet.
            </Nothing>
          ) : null}
          <Others others={data.orders.length - waiting.length} hidden={waiting.length - MOST} />
        </>
      )}
    </Sheet>
  )
}

function Away({ plant, sentence }: { plant: string; sentence: string }) {
  const plantName = usePlantName()
  return (
    <p className={look.lacking} role="alert">
      {plantName(plant)}: {sentence}
    </p>
  )
}

function Others({ others, hidden }: { others: number; hidden: number }) {
  const told = [
    ...(hidden > 0 ? [`${hidden} more wait for material.`] : []),
    ...(others > 0 ? [`Of ${others} other open ${others === 1 ? 'order' : 'orders'} all of it lies ready.`] : []),
  ]
  return told.length > 0 ? <p className={look.lacking}>{told.join(' ')}</p> : null
}

function MaterialTable({ orders }: { orders: readonly MaterialView[] }) {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.table}`}>
      <caption className="unseen">Open orders that wait for material</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Lies ready</th>
          <th scope="col">Waits for</th>
          <th scope="col">Can be made from</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((one) => (
          <tr key={`${one.plant} ${one.order}`}>
            <th scope="row" className={look.why}>
              {one.link ? (
                <a href={one.link} target="_blank" rel="noreferrer">
                  {one.label}
                </a>
              ) : (
                one.label
              )}
              <span className={look.quietly}>
                {plantName(one.plant)}, {one.isReleased ? 'released' : 'not released yet'}
                {one.from ? (
                  <>
                    , begins <Moment at={one.from} plant={one.plant} />
                  </>
                ) : null}
              </span>
            </th>
            <td>
              <StatusWord of={materialStatus(one)} />
              <span className={look.quietly}>{readyText(one)}</span>
            </td>
            <td>
              {one.awaited.map(({ item, name, at }) => (
                <span key={item} className={look.awaited}>
                  {name}
                  <span className={look.quietly}>
                    {at ? (
                      <>
                        comes <Moment at={at} plant={one.plant} />
                      </>
                    ) : one.isReleased ? (
                      'nothing on its way covers it'
                    ) : (
                      'not there now'
                    )}
                  </span>
                </span>
              ))}
            </td>
            <td>
              {one.feasible ? <Moment at={one.feasible} plant={one.plant} /> : <span className="quiet">not known</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
