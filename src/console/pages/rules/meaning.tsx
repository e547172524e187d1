import type { RulesPreview } from '#api'
import { Lines } from '../../parts/facts.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { counted } from '../../words/names.ts'

/** What a change would have meant in the last day, and whose word it needs. */
export function Meaning({ preview, error }: { preview: RulesPreview | undefined; error: unknown }) {
  if (error) return <Refusal error={error} />
  const events = Math.max(0, ...(preview?.differences.map(({ concerns = 0 }) => concerns) ?? []))
  return (
    <div role="status" aria-label="What it means">
      <Lines
        of={[
          ['Concerns', preview ? `${counted(events, 'event')} of the last day` : 'counting…'],
          [
            'Agreed by',
            !preview
              ? 'looking…'
              : preview.needsSecondPerson
                ? 'somebody else has to approve it'
                : 'you alone: it holds at once',
          ],
        ]}
      />
    </div>
  )
}
