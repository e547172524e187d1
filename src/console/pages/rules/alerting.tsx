import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Nothing } from '../../parts/conditions.tsx'
import ledger from '../../parts/ledger.module.css'
import { Sheet } from '../../parts/sheet.tsx'
import { causeWord, hoursText, stepsText } from '../../words/alerting.ts'
import { plain } from '../../words/names.ts'
import look from './alerting.module.css'
import type { AlertRoute, Place, Recipient, Rules } from './cells.ts'
import { RecipientDialog } from './recipient-dialog.tsx'
import { RouteDialog } from './route-dialog.tsx'
import type { Shown } from './rules.tsx'

type Editing =
  | { readonly plant: string; readonly recipient: Recipient | undefined }
  | { readonly plant: string; readonly route: AlertRoute | undefined }

/** Whom alerts go to, in which hours, and to whom next. */
export function Alerting({ view, rules, plants, draft }: Shown) {
  const [editing, setEditing] = useState<Editing>()
  return (
    <>
      {plants.map(({ id: plant, name }) => {
        const mayChange = view.mayPropose.includes(plant)
        const recipients = drafted('recipient', plant, rules.alerting.recipients, draft)
        const routes = drafted('route', plant, rules.alerting.routes, draft)
        const hasChannel = view.channels.some((channel) => channel.plants.includes(plant))
        return (
          <Sheet key={plant} title={name} aside="Where nobody is named, alerts stand in the console only" flush>
            {hasChannel || recipients.length > 0 ? (
              <>
                <Part
                  title="Recipients"
                  heads={['Who', 'By', 'When', 'At most']}
                  add={mayChange && hasChannel ? () => setEditing({ plant, recipient: undefined }) : undefined}
                  empty="Nobody is told yet."
                >
                  {recipients.map(({ place, value, changed }) => (
                    <tr key={value.id} data-drafted={changed || undefined}>
                      <th scope="row" className={look.name}>
                        {value.id}
                        <span>{value.address}</span>
                      </th>
                      <td>{view.channels.find(({ id }) => id === value.via)?.title ?? value.via}</td>
                      <td>
                        {value.hours ? hoursText(value.hours) : 'At any hour'}
                        {value.hours && value.outsideHours === 'critical' ? (
                          <span className={look.more}>what is critical at any hour</span>
                        ) : null}
                      </td>
                      <td>{value.perHour} an hour</td>
                      <Ways
                        of={value.id}
                        shown={mayChange}
                        onChange={() => setEditing({ plant, recipient: value })}
                        onRemove={() => draft.set(place, null)}
                      />
                    </tr>
                  ))}
                </Part>
                <Part
                  title="Routes"
                  heads={['Name', 'Which alerts', 'To whom']}
                  add={mayChange && recipients.length > 0 ? () => setEditing({ plant, route: undefined }) : undefined}
                  empty="No alert goes to anybody yet."
                >
                  {routes.map(({ place, value, changed }) => (
                    <tr key={value.id} data-drafted={changed || undefined}>
                      <th scope="row" className={look.name}>
                        {value.id}
                      </th>
                      <td>
                        {value.causes.length > 0 ? value.causes.map(causeWord).join(', ') : 'Every cause'}
                        {value.severity === 'critical' ? <span className={look.more}>critical ones only</span> : null}
                        {value.owners.length > 0 ? (
                          <span className={look.more}>for {value.owners.map(plain).join(', ')}</span>
                        ) : null}
                      </td>
                      <td>{stepsText(value.steps)}</td>
                      <Ways
                        of={value.id}
                        shown={mayChange}
                        onChange={() => setEditing({ plant, route: value })}
                        onRemove={() => draft.set(place, null)}
                      />
                    </tr>
                  ))}
                </Part>
              </>
            ) : (
              <Nothing title="No channel is set up">
                Mail, webhooks and chats are systems of the estate; they come with its folder.
              </Nothing>
            )}
          </Sheet>
        )
      })}
      {editing && 'recipient' in editing ? (
        <RecipientDialog
          plant={editing.plant}
          before={editing.recipient}
          channels={view.channels.filter(({ plants: served }) => served.includes(editing.plant))}
          onTake={(value) => draft.set(placeOf('recipient', editing.plant, value.id), value)}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
      {editing && 'route' in editing ? (
        <RouteDialog
          plant={editing.plant}
          before={editing.route}
          recipients={drafted('recipient', editing.plant, rules.alerting.recipients, draft).map(
            ({ value }) => value.id,
          )}
          onTake={(value) => draft.set(placeOf('route', editing.plant, value.id), value)}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
    </>
  )
}

const placeOf = (kind: 'recipient' | 'route', plant: string, id: string): Place => ({
  part: 'alerting',
  plant,
  what: `${kind} ${id}`,
})

/** Those of a plant as the draft has them: changed, taken away, new. */
function drafted<Kind extends Recipient | AlertRoute>(
  kind: 'recipient' | 'route',
  plant: string,
  all: readonly Kind[],
  draft: Shown['draft'],
): readonly { readonly place: Place; readonly value: Kind; readonly changed: boolean }[] {
  const here = all.filter((one) => one.plant === plant)
  const added = draft.changes.filter(
    (change) => change.part === 'alerting' && change.plant === plant && change.what.startsWith(`${kind} `),
  )
  const ids = new Set([...here.map(({ id }) => id), ...added.map(({ what }) => what.split(' ')[1]!)])
  return [...ids].flatMap((id) => {
    const place = placeOf(kind, plant, id)
    const value = draft.valueOf(place) as Kind | null
    return value ? [{ place, value, changed: draft.changeAt(place) !== undefined }] : []
  })
}

function Part({
  title,
  heads,
  add,
  empty,
  children,
}: {
  title: string
  heads: readonly string[]
  add: (() => void) | undefined
  empty: string
  children: ReactNode[]
}) {
  return (
    <section className={look.part}>
      <header>
        <h3>{title}</h3>
        {add ? (
          <Button size="compact-sm" variant="default" onClick={add}>
            Add…
            <span className="unseen"> to {title.toLowerCase()}</span>
          </Button>
        ) : null}
      </header>
      {children.length === 0 ? (
        <p className="quiet">{empty}</p>
      ) : (
        <table className={ledger.ledger}>
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
              <th scope="col">
                <span className="unseen">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      )}
    </section>
  )
}

const Ways = ({
  of,
  shown,
  onChange,
  onRemove,
}: {
  of: string
  shown: boolean
  onChange: () => void
  onRemove: () => void
}) => (
  <td className={look.ways}>
    {shown ? (
      <>
        <Button size="compact-sm" variant="default" onClick={onChange}>
          Change…<span className="unseen"> {of}</span>
        </Button>
        <Button size="compact-sm" variant="default" onClick={onRemove}>
          Remove<span className="unseen"> {of}</span>
        </Button>
      </>
    ) : null}
  </td>
)

export type Channels = readonly { readonly id: string; readonly title: string; readonly kind: string }[]
export type Owner = Rules['alerting']['routes'][number]['owners'][number]
