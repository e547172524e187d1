import { useMutation } from '@tanstack/react-query'
import type { ApprovalRow } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Signature, type Signed } from '../../parts/signature.tsx'

/** Yes or no, signed under the hash of what is shown. */
export function Answer({ approval: { approvalId, shownHash } }: { approval: ApprovalRow }) {
  const { csrf, name } = useSession()
  const sign = useMutation({
    mutationFn: (signed: Signed<'yes' | 'no'>) => tell(`/approvals/${approvalId}`, { ...signed, shownHash }, { csrf }),
    onSuccess: (_, signed) => said(`Answered ${signed.answer}, signed by ${name}.`),
    onSettled: () =>
      Promise.all(['approvals', 'messages', 'today'].map((topic) => client.invalidateQueries({ queryKey: [topic] }))),
  })
  return (
    <Signature
      answers={[
        ['yes', 'Yes'],
        ['no', 'No'],
      ]}
      pending={sign.isPending}
      error={sign.error}
      onSign={(signed) => sign.mutate(signed)}
    />
  )
}
