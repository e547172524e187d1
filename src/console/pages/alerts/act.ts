import { useMutation } from '@tanstack/react-query'
import type { ActionResult, AlertAction } from '#api'
import { tell } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { said, saidFailed, saidInPart } from '../../app/toast.tsx'
import { counted } from '../../words/names.ts'

/** Says that somebody sees to alerts, or takes it back; what could not be done is told. */
export function useActOnAlerts() {
  const { csrf } = useSession()
  const act = (deed: AlertAction) => tell<ActionResult>('/alerts/actions', deed, { csrf })
  const again = () => client.invalidateQueries({ queryKey: ['alerts'] })
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: ({ done, refused }, { ids, action }) => {
      const [first] = refused
      if (first) saidInPart(`Not done: ${counted(refused.length, 'alert')}`, [first.sentence])
      if (done === 0) return
      if (action === 'release') return said('Nobody sees to it now; it goes on to the next one.')
      said(`You see to ${counted(done, 'alert')}.`, () => {
        void act({ ids, action: 'release' })
          .catch(saidFailed)
          .finally(() => void again())
      })
    },
    onError: saidFailed,
    onSettled: again,
  })
  return mutation
}
