import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { RulesVersionView, RulesView } from '#api'
import { tell } from '../../api/ask.ts'
import { bundlePreviewQuestion } from '../../api/questions/settings.ts'
import { useSession } from '../../app/session.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { Loading } from '../../parts/conditions.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Diff } from './diff.tsx'
import { whenProposed } from './propose.ts'

/** Whose a bundle is and what it changes here, before it is proposed. */
export function TakeBundle({ text, view, onClose }: { text: string; view: RulesView; onClose: () => void }) {
  const { csrf } = useSession()
  const preview = useQuery(bundlePreviewQuestion(text, view.newest, csrf))
  const apply = useMutation({
    mutationFn: (basedOn: number) => tell<RulesVersionView>('/rules/bundle/apply', { text, basedOn }, { csrf }),
    ...whenProposed(onClose),
  })
  const { data } = preview
  const titleOf = (id: string) => view.systems.find((one) => one.id === id)?.title ?? id
  return (
    <FormDialog
      onClose={onClose}
      title="Take a bundle"
      size="xl"
      onSubmit={() => {
        if (data) apply.mutate(data.basedOn)
      }}
    >
      {preview.error ? (
        <Refusal error={preview.error} />
      ) : data ? (
        <>
          <p>{data.origin}.</p>
          <Diff of={data.differences} titleOf={titleOf} />
          <p>
            {data.differences.length === 0
              ? 'It says what holds here already.'
              : data.needsSecondPerson
                ? 'Somebody else has to approve it before it holds.'
                : 'It needs nobody else: it holds as soon as you propose it.'}
          </p>
        </>
      ) : (
        <Loading what="what changes" lines={3} />
      )}
      <Refusal error={apply.error} />
      <Deeds>
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button type="submit" loading={apply.isPending} disabled={!data || data.differences.length === 0}>
          {data?.needsSecondPerson === false ? 'Make it hold' : 'Propose it'}
        </Button>
      </Deeds>
    </FormDialog>
  )
}
