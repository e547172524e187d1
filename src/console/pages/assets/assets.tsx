import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AssetList, MeterView, PlanView } from '#api'
import { Button } from '@mantine/core'
import { assetsQuestion, metersQuestion, upkeepQuestion } from '../../api/questions/maintenance.ts'
import { usePlant } from '../../app/session.tsx'
import { Failed, Loading, Nothing } from '../../parts/conditions.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import look from './assets.module.css'
import { AssetTable } from './asset-table.tsx'
import { MapPlace } from './map-place.tsx'
import { MeterTable } from './meter-table.tsx'
import { KeepPlan } from './keep-plan.tsx'
import { PlanTable } from './plan-table.tsx'
import { PlaceTable } from './place-table.tsx'
import { ReadMeter } from './read-meter.tsx'

type Place = AssetList['equipment'][number]

const route = getRouteApi('/inside/assets')

/** What stands where, and does maintenance of it reach the ERP's capacity? */
export function AssetsPage() {
  const plant = usePlant()
  const { data, error, refetch } = useQuery(assetsQuestion(plant))
  const { data: meters } = useQuery(metersQuestion(plant))
  const [reading, setReading] = useState<MeterView | 'new'>()
  const { data: upkeep } = useQuery(upkeepQuestion(plant))
  const [keeping, setKeeping] = useState<PlanView | 'new'>()
  const { map, plant: itsPlant = plant } = route.useSearch()
  const navigate = useNavigate()
  const [chosen, setMapping] = useState<Place>()
  const mapping = chosen ?? (data && map ? placeFor(data, map, itsPlant) : undefined)
  const close = (): void => {
    setMapping(undefined)
    if (map) void navigate({ to: '/assets', search: {}, replace: true })
  }
  const unmapped = data?.equipment.filter(({ workCentre }) => workCentre === null).length ?? 0
  return (
    <>
      <PageHead title="Assets" tab="Assets" />
      {error && !data ? (
        <Failed error={error} onAgain={() => void refetch()} />
      ) : (
        <div className={look.sheets}>
          <Sheet title="Places" aside={unmapped > 0 ? `${unmapped} without a work centre` : null} flush>
            {data === undefined ? (
              <Loading what="places" lines={4} />
            ) : data.equipment.length === 0 ? (
              <Nothing title="No place is known yet">
                A place stands here once an asset fills it. Assets are told by “millwright assets import”, or through
                the API.
              </Nothing>
            ) : (
              <PlaceTable places={data.equipment} mayManage={data.mayManage} onMap={setMapping} />
            )}
          </Sheet>
          {data && data.assets.length > 0 ? (
            <Sheet title="Assets" flush>
              <AssetTable assets={data.assets} />
            </Sheet>
          ) : null}
          {data && meters && (meters.meters.length > 0 || data.assets.length > 0) ? (
            <Sheet
              title="Meters"
              aside={
                meters.mayRead.length > 0 && data.assets.length > 0 ? (
                  <Button size="compact-sm" variant="default" onClick={() => setReading('new')}>
                    Read a meter…
                  </Button>
                ) : null
              }
              flush
            >
              {meters.meters.length === 0 ? (
                <Nothing title="No meter was read yet">
                  A meter stands here once its CMMS, its machine or somebody says what it shows.
                </Nothing>
              ) : (
                <MeterTable meters={meters.meters} mayRead={meters.mayRead} onRead={setReading} />
              )}
            </Sheet>
          ) : null}
          {data && upkeep && (upkeep.plans.length > 0 || data.assets.length > 0) ? (
            <Sheet
              title="Maintenance plans"
              aside={
                upkeep.mayManage.length > 0 && data.assets.length > 0 ? (
                  <Button size="compact-sm" variant="default" onClick={() => setKeeping('new')}>
                    New plan…
                  </Button>
                ) : null
              }
              flush
            >
              {upkeep.plans.length === 0 ? (
                <Nothing title="Nothing is planned by the hub">
                  A plan says what is done to an asset again and again. What is due stands under Windows ahead of its
                  time.
                </Nothing>
              ) : (
                <PlanTable plans={upkeep.plans} mayManage={upkeep.mayManage} onKeep={setKeeping} />
              )}
            </Sheet>
          ) : null}
        </div>
      )}
      {keeping ? (
        <KeepPlan
          before={keeping === 'new' ? undefined : keeping}
          assets={data?.assets.filter((asset) => upkeep?.mayManage.includes(asset.plant)) ?? []}
          meters={meters?.meters ?? []}
          onClose={() => setKeeping(undefined)}
        />
      ) : null}
      {reading ? (
        <ReadMeter
          of={reading === 'new' ? undefined : reading}
          assets={data?.assets.filter((asset) => meters?.mayRead.includes(asset.plant)) ?? []}
          onClose={() => setReading(undefined)}
        />
      ) : null}
      {mapping ? <MapPlace place={mapping} onClose={close} /> : null}
    </>
  )
}

/** The place that is to be mapped when somebody comes for an asset: where it stands; else the asset is a place by itself. */
function placeFor({ assets, equipment }: AssetList, asset: string, plant: string): Place | undefined {
  const stands = assets.find((one) => one.asset === asset && one.plant === plant)?.stands ?? asset
  return (
    equipment.find((one) => one.equipment === stands && one.plant === plant) ??
    (plant ? { plant, equipment: stands, filledBy: null, workCentre: null } : undefined)
  )
}
