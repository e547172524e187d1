import type { PlantDay } from '#api'
import { usePlantName } from '../../app/session.tsx'
import figures from '../../parts/figures.module.css'
import { AssetCosts } from '../../parts/asset-costs.tsx'
import { Nothing } from '../../parts/conditions.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { durationText } from '../../words/durations.ts'
import { costText } from '../../words/money.ts'
import { leftOutText, riskOf, shareText } from '../../words/plant-day.ts'
import { DayLanes } from './day-lanes.tsx'
import { IndicatorTable } from './indicators.tsx'
import { OeeTable } from './oee.tsx'
import look from './plant-day.module.css'
import { Reliability } from './reliability.tsx'
import { AtRisk, PartsOfDay, Stops } from './tables.tsx'

/** One plant: a few figures that say how its day is, and behind each what made it. */
export function DayOfPlant({ day, isAlone }: { day: PlantDay; isAlone: boolean }) {
  const plantName = usePlantName()
  const { plant, downtime, assets, atRisk, oee, parts, costs, provisional } = day
  const { late, said } = riskOf(atRisk)
  const id = (part: string): string => `${plant}-${part}`
  const partOf = (part: string, rows: readonly unknown[]) => (rows.length > 0 ? id(part) : undefined)
  const isQuiet = assets.length === 0 && atRisk.length === 0 && parts.orders.length === 0
  return (
    <section className={look.plant} aria-label={plantName(plant)}>
      {isAlone ? null : <h2 className={look.name}>{plantName(plant)}</h2>}
      <dl className={figures.figures}>
        <Figure
          name="Downtime"
          value={durationText(downtime.unplanned * 60)}
          isBad={downtime.unplanned > 0}
          to={partOf('downtime', assets)}
        >
          {downtime.planned > 0
            ? `${durationText(downtime.planned * 60)} more were agreed to`
            : 'nothing was agreed to'}
        </Figure>
        <Figure name="OEE" value={shareText(oee.plant.oee)} isBad={false} to={partOf('oee', oee.centres)}>
          {oee.plant.oee === null ? 'cannot be told yet' : leftOutText(oee.leftOut)}
        </Figure>
        <Figure name="Orders at risk" value={String(late)} isBad={late > 0} to={partOf('risk', atRisk)}>
          {said}
        </Figure>
        <Figure name="Spare parts" value={costText(parts.costs)} isBad={false} to={partOf('parts', parts.orders)}>
          {parts.unpriced > 0 ? `${parts.unpriced} without a price yet` : `for ${parts.orders.length} orders`}
        </Figure>
        <Figure name="Cost" value={costText(costs.total)} isBad={false} to={partOf('cost', costs.assets)}>
          lost production, parts and work
        </Figure>
      </dl>
      {provisional ? <p className={look.provisional}>Provisional: {provisional}</p> : null}
      {isQuiet ? (
        <Sheet title="Downtime">
          <Nothing title="Nothing stood still on this day">
            Standstills, orders that they put at risk and the parts that maintenance used stand here.
          </Nothing>
        </Sheet>
      ) : (
        <>
          {assets.length > 0 ? (
            <Sheet title="Downtime" id={id('downtime')} aside="Full: stood still. Outlined: agreed to" flush>
              <DayLanes day={day} />
              <Stops day={day} />
            </Sheet>
          ) : null}
          {atRisk.length > 0 ? (
            <Sheet title="Orders at risk" id={id('risk')} aside="If nothing is moved" flush>
              <AtRisk day={day} />
            </Sheet>
          ) : null}
          {costs.assets.length > 0 ? (
            <Sheet title="Cost" id={id('cost')} aside={`Of each asset, by definition ${costs.definition}`} flush>
              <AssetCosts costs={costs.assets} />
            </Sheet>
          ) : null}
          {parts.orders.length > 0 ? (
            <Sheet title="Spare parts" id={id('parts')} aside="At their price when they were used" flush>
              <PartsOfDay day={day} />
            </Sheet>
          ) : null}
        </>
      )}
      {oee.centres.length > 0 ? (
        <Sheet title="OEE" id={id('oee')} aside={`Of each work centre, by definition ${oee.definition}`} flush>
          <OeeTable day={day} />
        </Sheet>
      ) : null}
      <Sheet title="Indicators" aside={`90 days, by definition ${day.indicators.definition}`} flush>
        <IndicatorTable told={day.indicators} caption={`Indicators of ${plantName(plant)}`} />
      </Sheet>
      {day.reliability.assets.length > 0 ? (
        <Sheet title="Reliability" aside={`90 days, by definition ${day.reliability.definition}`} flush>
          <Reliability day={day} />
        </Sheet>
      ) : null}
    </section>
  )
}

/** A figure leads to what made it, further down. */
function Figure({
  name,
  value,
  isBad,
  to,
  children,
}: {
  name: string
  value: string
  isBad: boolean
  to: string | undefined
  children: string
}) {
  return (
    <div className={figures.figure} data-bad={isBad || undefined}>
      <dt>{name}</dt>
      <dd>
        <strong>{to ? <a href={`#${to}`}>{value}</a> : value}</strong>
        <span>{children}</span>
      </dd>
    </div>
  )
}
