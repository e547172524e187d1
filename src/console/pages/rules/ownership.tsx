import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { RulesView } from '#api'
import { Nothing } from '../../parts/conditions.tsx'
import { Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { plain } from '../../words/names.ts'
import { type Rules, same } from './cells.ts'
import look from './ownership.module.css'
import { OwnersDialog } from './owners-dialog.tsx'
import type { Shown } from './rules.tsx'

type Rows = Rules['ownership']

/** Whose word counts for which fields, in which plant. */
export function Ownership({ view, plants, draft }: Shown) {
  const [dated, setDated] = useState<{ readonly plant: string; readonly group: string }>()
  if (view.systems.length === 0)
    return (
      <Sheet title="Who owns what" flush>
        <Nothing title="No system is set up yet">An owner is one of the plant’s systems.</Nothing>
      </Sheet>
    )
  return (
    <Sheet title="Who owns what" aside="What another system says becomes a proposal" flush>
      <div className={look.scroll} tabIndex={0} role="region" aria-label="Ownership">
        <table className={look.matrix}>
          <caption className="unseen">Owners of groups of fields, by plant</caption>
          <thead>
            <tr>
              <th scope="col">Fields</th>
              {plants.map(({ id, name }) => (
                <th scope="col" key={id}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.groups.map((group) => (
              <tr key={group}>
                <th scope="row">{plain(group)}</th>
                {plants.map(({ id, name }) => {
                  const place = { part: 'ownership', plant: id, what: group } as const
                  const rows = (draft.valueOf(place) ?? []) as Rows
                  const change = draft.changeAt(place)
                  return (
                    <td key={id} data-changed={change ? true : undefined} data-plant={name}>
                      <Owners
                        name={`Owner of ${plain(group).toLowerCase()}, ${name}`}
                        rows={rows}
                        plant={id}
                        systems={view.systems}
                        mayChange={view.mayPropose.includes(id)}
                        onChange={(owner) => draft.set(place, ownedBy(rows, id, group, owner))}
                      />
                      {view.mayPropose.includes(id) ? (
                        <Button
                          className={look.dates}
                          size="compact-xs"
                          variant="subtle"
                          onClick={() => setDated({ plant: id, group })}
                        >
                          From when…
                          <span className="unseen">
                            {' '}
                            {plain(group)}, {name}
                          </span>
                        </Button>
                      ) : null}
                      {change ? (
                        <span className={look.was}>was {ownersOf(change.was as Rows | null, view)}</span>
                      ) : null}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {dated ? (
        <OwnersDialog
          title={`Owners of ${plain(dated.group).toLowerCase()}`}
          plant={dated.plant}
          group={dated.group}
          rows={(draft.valueOf({ part: 'ownership', plant: dated.plant, what: dated.group }) ?? []) as Rows}
          systems={view.systems.filter(({ plants: served }) => served.includes(dated.plant))}
          onTake={(rows) => draft.set({ part: 'ownership', plant: dated.plant, what: dated.group }, rows)}
          onClose={() => setDated(undefined)}
        />
      ) : null}
    </Sheet>
  )
}

function Owners({
  name,
  rows,
  plant,
  systems,
  mayChange,
  onChange,
}: {
  name: string
  rows: Rows
  plant: string
  systems: RulesView['systems']
  mayChange: boolean
  onChange: (owner: string) => void
}) {
  const titleOf = (id: string) => systems.find((one) => one.id === id)?.title ?? id
  const last = rows.at(-1)
  const here = systems.filter(({ plants }) => plants.includes(plant))
  return (
    <>
      {rows.slice(0, -1).map(({ owner, from, until }) => (
        <p key={from ?? owner} className={look.before}>
          {titleOf(owner)}
          <From from={from} until={until} plant={plant} />, then
        </p>
      ))}
      {mayChange ? (
        <NativeSelect
          aria-label={name}
          value={last?.owner ?? ''}
          data={[
            { value: '', label: 'Nobody: every word counts' },
            ...here.map(({ id, title }) => ({ value: id, label: title })),
            ...(last && !here.some(({ id }) => id === last.owner) ? [{ value: last.owner, label: last.owner }] : []),
          ]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : last ? (
        titleOf(last.owner)
      ) : (
        <span className="quiet">nobody: every word counts</span>
      )}
      {last?.from || last?.until ? <From from={last.from} until={last.until} plant={plant} /> : null}
    </>
  )
}

interface Dates {
  readonly from: string | undefined
  readonly until: string | undefined
  readonly plant: string
}

const From = ({ from, until, plant }: Dates) =>
  from || until ? (
    <span className={look.from}>
      {from ? (
        <>
          {' '}
          from <Moment at={from} plant={plant} />
        </>
      ) : null}
      {until ? (
        <>
          {' '}
          until <Moment at={until} plant={plant} />
        </>
      ) : null}
    </span>
  ) : null

const ownersOf = (rows: Rows | null, { systems }: RulesView): string =>
  rows && !same(rows, [])
    ? rows.map(({ owner }) => systems.find(({ id }) => id === owner)?.title ?? owner).join(', then ')
    : 'nobody'

/** The newest owner is exchanged, for the same time; nobody at all is a cell that says nothing. */
function ownedBy(rows: Rows, plant: string, group: string, owner: string): Rows | null {
  if (owner === '') return null
  const { from, until } = rows.at(-1) ?? {}
  const dates = { ...(from ? { from } : {}), ...(until ? { until } : {}) }
  return [...rows.slice(0, -1), { plant, group: group as Rows[number]['group'], owner, ...dates }]
}
