import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { whyQuestion } from '../../api/questions/production.ts'
import { usePlant, usePlantName } from '../../app/session.tsx'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Moment } from '../../parts/moment.tsx'
import { OnePlant } from '../../parts/one-plant.tsx'
import { PageHead, Sheet } from '../../parts/sheet.tsx'
import { figureText, partText } from '../../words/figures.ts'
import { Lines } from './lines.tsx'
import { Others } from './others.tsx'
import { Picture } from './picture.tsx'
import { Stands } from './stands.tsx'
import { Verdict } from './verdict.tsx'
import look from './why.module.css'

const route = getRouteApi('/inside/why/$key')

/** Why is this value in Odoo what it is? */
export function WhyPage() {
  const { key } = route.useParams()
  const { plant: asked, ...search } = route.useSearch()
  const scope = usePlant()
  const plantName = usePlantName()
  const { data, error, refetch } = useQuery(whyQuestion(key, { ...search, plant: asked ?? (scope || undefined) }))
  if (!data)
    return (
      <>
        <PageHead title="Why?" tab="Why" />
        {error ? (
          <Failed error={error} onAgain={() => void refetch()} />
        ) : (
          <Sheet title="What makes it">
            <Loading what="the explanation" lines={7} />
          </Sheet>
        )}
      </>
    )
  const { order, plant, figure, readAt, document, places } = data
  return (
    <OnePlant plant={plant}>
      <PageHead
        title={figureText(figure)}
        tab={`Why: ${figureText(figure)}`}
        aside={
          <a href={document.link} target="_blank" rel="noreferrer" className={look.out}>
            Open in Odoo <Icon name="link" size={15} />
          </a>
        }
      >
        <p className={look.about}>
          <Link to="/orders/$key" params={{ key: order.key }} search={{ plant }}>
            {order.label}
          </Link>
          <span>
            {order.itemName} <code>{order.item}</code>
          </span>
          <span className="quiet">{plantName(plant)}</span>
        </p>
      </PageHead>
      <div className={look.page}>
        <Sheet
          title="As Odoo has it"
          aside={
            <span className="quiet">
              asked <Moment at={readAt} shape="seconds" />
            </span>
          }
        >
          <div className={look.stands}>
            <p className={look.value}>
              <Stands view={data} value={data.value} />
            </p>
            <Verdict view={data} />
          </div>
          {places.length > 0 ? (
            <ul className={look.places}>
              {places.map(({ place, amount }) => (
                <li key={place}>
                  <strong>{partText(data, amount)}</strong> <span className="quiet">at {place}</span>
                </li>
              ))}
            </ul>
          ) : null}
          <Picture view={data} />
        </Sheet>
        <Lines view={data} />
        <Others view={data} />
      </div>
    </OnePlant>
  )
}
