import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useContext, useState } from 'react'
import type { RulesView } from '#api'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { Zones } from '../../parts/moment.tsx'
import alerting from './alerting.module.css'
import type { Rules } from './cells.ts'
import { momentAt, wallText } from '../../words/wall.ts'

type Rows = Rules['ownership']
type Row = Rows[number]

interface Line {
  readonly owner: string
  readonly from: string
  readonly until: string
}

interface Props {
  readonly title: string
  readonly plant: string
  readonly group: string
  readonly rows: Rows
  readonly systems: RulesView['systems']
  readonly onTake: (rows: Rows | null) => void
  readonly onClose: () => void
}

/** Who owns fields from when until when, on the clock of the plant. It goes into the draft like every change. */
export function OwnersDialog({ title, plant, group, rows, systems, onTake, onClose }: Props) {
  const zone = useContext(Zones).zoneOf(plant)
  const [lines, setLines] = useState<readonly Line[]>(
    rows.map(({ owner, from, until }) => ({
      owner,
      from: from ? wallText(from, zone) : '',
      until: until ? wallText(until, zone) : '',
    })),
  )
  const [wrong, setWrong] = useState('')
  const change = (at: number, line: Partial<Line>) =>
    setLines(lines.map((one, index) => (index === at ? { ...one, ...line } : one)))
  const take = () => {
    const taken = lines.map(({ owner, from, until }, at): Row | undefined => {
      const [begins, ends] = [from, until].map((text, side) => {
        const before = rows[at]?.[side === 0 ? 'from' : 'until']
        // What nobody touched keeps its seconds.
        return before && text === wallText(before, zone) ? before : text && momentAt(text, zone)
      })
      if ((from && !begins) || (until && !ends)) return undefined
      return {
        plant,
        group: group as Row['group'],
        owner,
        ...(begins ? { from: begins } : {}),
        ...(ends ? { until: ends } : {}),
      }
    })
    if (taken.includes(undefined)) return setWrong('The clock of the plant never shows one of these moments.')
    if (taken.some((row) => row?.from && row.until && row.until <= row.from))
      return setWrong('An owner cannot end before they begin.')
    onTake(
      taken.length === 0
        ? null
        : (taken as Rows).toSorted((one, other) => (one.from ?? '').localeCompare(other.from ?? '')),
    )
    onClose()
  }
  return (
    <FormDialog
      onClose={onClose}
      title={title}
      onSubmit={() => {
        take()
      }}
    >
      {lines.length === 0 ? <p>Nobody owns these fields: every word counts.</p> : null}
      {lines.map((line, at) => (
        <fieldset key={at} className={alerting.hours}>
          <legend className="unseen">Owner {at + 1}</legend>
          <NativeSelect
            label="Owner"
            value={line.owner}
            onChange={(event) => change(at, { owner: event.currentTarget.value })}
            data={systems.map(({ id, title: name }) => ({ value: id, label: name }))}
          />
          <div className={alerting.moments}>
            <TextInput
              type="datetime-local"
              label="From"
              description="always, where empty"
              value={line.from}
              onChange={(event) => change(at, { from: event.currentTarget.value })}
            />
            <TextInput
              type="datetime-local"
              label="Until"
              description="or until the next begins"
              value={line.until}
              onChange={(event) => change(at, { until: event.currentTarget.value })}
            />
          </div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setLines(lines.filter((_, index) => index !== at))}
          >
            Take this owner out
          </Button>
        </fieldset>
      ))}
      <Button
        variant="default"
        onClick={() => setLines([...lines, { owner: systems[0]?.id ?? '', from: '', until: '' }])}
      >
        Add an owner
      </Button>
      {wrong ? <p role="alert">{wrong}</p> : null}
      <Deeds>
        <Button type="submit">Add to the draft</Button>
      </Deeds>
    </FormDialog>
  )
}
