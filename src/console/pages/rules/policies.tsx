import type { PolicyGroup } from '../../words/policy.ts'
import { policyText } from '../../words/policy.ts'
import { policy } from '../../words/policy-schema.ts'
import { Lines } from '../../parts/facts.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import type { PolicyValue } from '../../words/policy.ts'
import type { Draft } from './draft.ts'
import look from './policies.module.css'
import { PolicyInput } from './policy-input.tsx'
import type { Shown } from './rules.tsx'

/** What a plant allows, how long it waits, and who has to agree. */
export const Policies = ({ view, plants, draft }: Shown) =>
  plants.map(({ id, name }) => (
    <Sheet key={id} title={name}>
      <div className={look.groups}>
        {policy.map((group) =>
          view.mayPropose.includes(id) ? (
            <Form key={group.name} group={group} plant={id} draft={draft} />
          ) : (
            <Read key={group.name} group={group} plant={id} draft={draft} />
          ),
        )}
      </div>
    </Sheet>
  ))

interface Props {
  readonly group: PolicyGroup
  readonly plant: string
  readonly draft: Draft
}

const Form = ({ group, plant, draft }: Props) => (
  <fieldset className={look.group}>
    <legend>{group.name}</legend>
    <p className="quiet">{group.help}</p>
    <div className={look.fields}>
      {group.fields.map((field) => {
        const place = { part: 'policy', plant, what: field.path } as const
        return (
          <PolicyInput
            key={field.path}
            field={field}
            // A group of one field is named and explained by the group.
            alone={group.fields.length === 1}
            value={draft.valueOf(place) as PolicyValue}
            was={draft.changeAt(place)?.was as PolicyValue | undefined}
            onChange={(value) => draft.set(place, value)}
          />
        )
      })}
    </div>
  </fieldset>
)

const Read = ({ group, plant, draft }: Props) => (
  <section className={look.group}>
    <h3>{group.name}</h3>
    <p className="quiet">{group.help}</p>
    <Lines
      of={group.fields.map(
        ({ path, name, kind }) =>
          [name, policyText(kind, draft.valueOf({ part: 'policy', plant, what: path }) as PolicyValue)] as const,
      )}
    />
  </section>
)
