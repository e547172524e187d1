import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { InvitationRow } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said, saidFailed } from '../../app/toast.tsx'
import ledger from '../../parts/ledger.module.css'
import { Age, Moment } from '../../parts/moment.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Grants } from './grants.tsx'
import look from './people.module.css'

/** Links that were made and that nobody has used yet. */
export function Invitations({ of }: { of: readonly InvitationRow[] }) {
  const { csrf } = useSession()
  const withdraw = useMutation({
    mutationFn: (id: string) => tell(`/invitations/${id}`, undefined, { csrf, method: 'DELETE' }),
    onSuccess: () => said('The link does not work any more.'),
    onError: saidFailed,
    onSettled: () => client.invalidateQueries({ queryKey: ['access'] }),
  })
  if (of.length === 0) return null
  return (
    <Sheet title="Invited" aside="Links that nobody has used yet" flush>
      <table className={`${ledger.ledger} ${look.people}`}>
        <caption className="unseen">Open invitations</caption>
        <thead>
          <tr>
            <th scope="col">By whom</th>
            <th scope="col">As what</th>
            <th scope="col">Works until</th>
            <th scope="col">
              <span className="unseen">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ invitation, grants, createdBy, createdAt, expiresAt }) => (
            <tr key={invitation}>
              <th scope="row" className={look.name}>
                {createdBy}
                <span>
                  <Age since={createdAt} /> ago
                </span>
              </th>
              <td>
                <Grants of={grants} />
              </td>
              <td>
                <span className={look.label}>Works until </span>
                <Moment at={expiresAt} />
              </td>
              <td className={look.ways}>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={withdraw.isPending && withdraw.variables === invitation}
                  onClick={() => withdraw.mutate(invitation)}
                >
                  Take back
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}
