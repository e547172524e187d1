import { useMutation } from '@tanstack/react-query'
import type { ReplayDetail } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Signature, type Signed } from '../../parts/signature.tsx'

/** The second name under a replay of many. */
export function SignReplay({ replay }: { replay: ReplayDetail }) {
  const { csrf, name } = useSession()
  const sign = useMutation({
    mutationFn: (signed: Signed<'approve' | 'reject'>) =>
      tell<ReplayDetail>(`/replays/${replay.replayId}`, signed, { csrf }),
    onSuccess: (_, { answer }) =>
      said(answer === 'approve' ? `It runs, signed by ${name}.` : `Rejected, signed by ${name}.`),
    onSettled: () => client.invalidateQueries({ queryKey: ['replays'] }),
  })
  return (
    <Signature
      answers={[
        ['approve', 'Approve'],
        ['reject', 'Reject'],
      ]}
      pending={sign.isPending}
      error={sign.error}
      onSign={(signed) => sign.mutate(signed)}
    />
  )
}
