import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MemberRow } from '#api'
import { peopleQuestion } from '../../api/questions/settings.ts'
import { Failed, Loading } from '../../parts/conditions.tsx'
import ledger from '../../parts/ledger.module.css'
import { Age } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Grants } from './grants.tsx'
import { Invitations } from './invitations.tsx'
import { Invite } from './invite.tsx'
import { Door } from './member-door.tsx'
import look from './people.module.css'
import { Roles } from './member-roles.tsx'

type Open = { readonly what: 'invite' } | { readonly what: 'roles' | 'door'; readonly member: MemberRow }

/** Who may come in as what. */
export function People() {
  const { data, error, refetch } = useQuery(peopleQuestion)
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  if (error && !data) return <Failed error={error} onAgain={() => void refetch()} />
  return (
    <>
      <Sheet
        title="People"
        aside={
          data ? (
            <Button size="compact-sm" onClick={() => setOpen({ what: 'invite' })}>
              Invite somebody…
            </Button>
          ) : null
        }
        flush
      >
        {data ? <Members of={data.items} onOpen={setOpen} /> : <Loading what="people" lines={5} />}
      </Sheet>
      {data ? <Invitations of={data.invitations} /> : null}
      {open?.what === 'invite' && data ? <Invite mayGrant={data.mayGrant} onClose={close} /> : null}
      {open?.what === 'roles' && data ? <Roles member={open.member} mayGrant={data.mayGrant} onClose={close} /> : null}
      {open?.what === 'door' ? <Door member={open.member} onClose={close} /> : null}
    </>
  )
}

const Members = ({ of, onOpen }: { of: readonly MemberRow[]; onOpen: (open: Open) => void }) => (
  <table className={`${ledger.ledger} ${look.people}`}>
    <caption className="unseen">People</caption>
    <thead>
      <tr>
        <th scope="col">Who</th>
        <th scope="col">Roles</th>
        <th scope="col">Last here</th>
        <th scope="col">
          <span className="unseen">What to do</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {of.map((member) => (
        <tr key={member.login} data-out={member.disabledAt === null ? undefined : true}>
          <th scope="row" className={look.name}>
            {member.name}
            <span>{member.login}</span>
          </th>
          <td>
            {member.disabledAt ? (
              <span className={look.out}>
                Shut out <Age since={member.disabledAt} /> ago
              </span>
            ) : null}
            <Grants of={member.grants} />
            {member.elsewhere ? <span className="quiet">and in plants that are not yours</span> : null}
          </td>
          <td>
            {member.seenAt ? (
              <>
                <span className={look.label}>Last here </span>
                <Age since={member.seenAt} /> ago
              </>
            ) : (
              <span className="quiet">never, or long ago</span>
            )}
          </td>
          <td className={look.ways}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => onOpen({ what: 'roles', member })}
              aria-label={`Roles of ${member.name}`}
            >
              Roles…
            </Button>
            {member.may.includes('disable') || member.may.includes('enable') ? (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => onOpen({ what: 'door', member })}
                aria-label={`${member.disabledAt ? 'Let in again' : 'Shut out'}: ${member.name}`}
              >
                {member.disabledAt ? 'Let in again…' : 'Shut out…'}
              </Button>
            ) : null}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
