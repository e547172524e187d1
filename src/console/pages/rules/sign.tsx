import { useMutation } from '@tanstack/react-query'
import type { RulesAnswer, RulesVersionView } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import { Signature, type Signed } from '../../parts/signature.tsx'

type Answer = RulesAnswer['answer']

const words: Readonly<Record<Answer, string>> = { approve: 'Approve', reject: 'Reject', withdraw: 'Take back' }
const done: Readonly<Record<Answer, string>> = { approve: 'approved', reject: 'rejected', withdraw: 'taken back' }

/** Approve, reject or take back, signed under the hash of what is shown. */
export function Sign({ row, answers }: { row: RulesVersionView; answers: readonly Answer[] }) {
  const { csrf, name } = useSession()
  const sign = useMutation({
    mutationFn: (signed: Signed<Answer>) =>
      tell<RulesVersionView>(`/rules/${row.version}`, { ...signed, hash: row.hash }, { csrf }),
    onSuccess: (_, { answer }) => said(`Version ${row.version} ${done[answer]}, signed by ${name}.`),
    onSettled: () => client.invalidateQueries({ queryKey: ['rules'] }),
  })
  return (
    <Signature
      answers={answers.map((answer) => [answer, words[answer]] as const)}
      pending={sign.isPending}
      error={sign.error}
      onSign={(signed) => sign.mutate(signed)}
    />
  )
}
