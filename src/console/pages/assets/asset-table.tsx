import type { CSSProperties } from 'react'
import type { AssetView } from '#api'
import { usePlantName } from '../../app/session.tsx'
import ledger from '../../parts/ledger.module.css'
import { inTree } from './in-tree.ts'
import look from './assets.module.css'

/** Every asset under the whole it is a part of. */
export function AssetTable({ assets }: { assets: readonly AssetView[] }) {
  const plantName = usePlantName()
  return (
    <table className={`${ledger.ledger} ${look.assets}`}>
      <caption className="unseen">Assets, each under the whole it is a part of</caption>
      <thead>
        <tr>
          <th scope="col">Asset</th>
          <th scope="col">Criticality</th>
          <th scope="col">Class</th>
          <th scope="col">Stands</th>
        </tr>
      </thead>
      <tbody>
        {inTree(assets).map(({ asset, depth }) => (
          <tr key={`${asset.plant} ${asset.asset}`}>
            <th scope="row" className={look.name} style={{ '--depth': depth } as CSSProperties}>
              <div className={look.branch}>
                {asset.name}
                <span>
                  {asset.asset}
                  {asset.parent ? `, part of ${asset.parent}` : `, ${plantName(asset.plant)}`}
                </span>
              </div>
            </th>
            <td>
              <span className={look.criticality} data-of={asset.criticality}>
                {asset.criticality}
              </span>
            </td>
            <td>{asset.class ?? <span className="quiet">not said</span>}</td>
            <td>
              {asset.stands === null ? (
                <span className="quiet">nowhere</span>
              ) : (
                `${asset.stands}${asset.workCentre ? `: ${asset.workCentre.name}` : ''}`
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
