import { useMutation } from '@tanstack/react-query'
import type { MemberChange, MemberRow } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'

const done: Readonly<Record<MemberChange['action'], string>> = {
  change: 'has other roles now',
  disable: 'is shut out',
  enable: 'may come in again',
}

/** Changes what somebody may do here, and says so. */
export function useChangeMember({ login, name }: MemberRow, onDone: () => void) {
  const { csrf } = useSession()
  return useMutation({
    mutationFn: (change: MemberChange) => tell<MemberRow>(`/people/${encodeURIComponent(login)}`, change, { csrf }),
    onSuccess: (_, { action }) => {
      said(`${name} ${done[action]}.`)
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['access'] }),
  })
}
