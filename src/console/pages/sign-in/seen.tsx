import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { LinkedNotice, LinkUsed } from '#api'
import { tell } from '../../api/ask.ts'
import { Failed, Loading } from '../../parts/conditions.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { counted } from '../../words/names.ts'
import dialogs from '../rules/dialogs.module.css'
import { Door } from './door.tsx'

/** The link out of a mail: it shows what it is about and asks; only the press does something. */
export function Seen() {
  const [token] = useState(() => location.hash.slice(1))
  useEffect(() => history.replaceState(history.state, '', location.pathname), [])
  const about = useQuery({
    queryKey: ['link', token],
    queryFn: () => tell<LinkedNotice>('/alerts/link', { token }),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
  })
  const see = useMutation({ mutationFn: () => tell<LinkUsed>('/alerts/link/acknowledge', { token }) })
  if (!token)
    return (
      <Door
        title="This link is not whole"
        lead="The part after the # is missing. Copy the whole link and open it again."
      >
        <Link to="/alerts">Sign in and look at the alerts</Link>
      </Door>
    )
  if (see.data)
    return (
      <Door
        title="You see to it"
        lead={
          see.data.acknowledged > 0
            ? 'It goes to nobody else meanwhile. When it is over, you are told.'
            : 'Somebody had it already, or it is over.'
        }
      >
        <Link to="/alerts">Sign in and look at the alerts</Link>
      </Door>
    )
  return (
    <Door
      title="Do you see to this?"
      lead={about.data ? `You were told as ${about.data.recipient}, ${about.data.plantName}.` : ''}
    >
      {about.error ? (
        <Failed error={about.error} />
      ) : about.data ? (
        <div className={dialogs.form}>
          <ul>
            {about.data.items.map(({ sentence, now }) => (
              <li key={sentence}>
                <p>
                  <strong>{sentence}</strong>
                </p>
                <p>{now}</p>
              </li>
            ))}
          </ul>
          {about.data.more > 0 ? <p>… and {counted(about.data.more, 'more', 'more')}.</p> : null}
          <Refusal error={see.error} />
          <Button size="md" fullWidth loading={see.isPending} onClick={() => see.mutate()}>
            I see to it
          </Button>
        </div>
      ) : (
        <Loading what="the notice" lines={3} />
      )}
    </Door>
  )
}
