import { useMutation } from '@tanstack/react-query'
import type { RulesVersionView } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said } from '../../app/toast.tsx'
import type { Rules } from './cells.ts'

export interface Proposal {
  readonly basedOn: number
  readonly rules: Rules
  readonly reason: string
  readonly from?: string
}

/** Proposes rules and says what became of it. */
export function usePropose(onDone: () => void) {
  const { csrf } = useSession()
  return useMutation({
    mutationFn: (proposal: Proposal) => tell<RulesVersionView>('/rules', proposal, { csrf }),
    ...whenProposed(onDone),
  })
}

/** What is said once something was proposed, in whatever way, and that the page looks again. */
export function whenProposed(onDone: () => void) {
  return {
    onSuccess: ({ version, state }: RulesVersionView) => {
      said(
        state === 'proposed'
          ? `Proposed as version ${version}. It holds once somebody else has approved it.`
          : state === 'scheduled'
            ? `Version ${version} holds from the moment you named.`
            : `Version ${version} holds now.`,
      )
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['rules'] }),
  }
}
