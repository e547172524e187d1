import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { breakdownsQuestion } from '../../api/questions/maintenance.ts'
import { useMay } from '../../app/session.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Mark } from '../../parts/status.tsx'
import { counted } from '../../words/names.ts'

/** The way to what stands still now; nothing where everything works. */
export function Down({ plant }: { plant: string }) {
  const { data } = useQuery({ ...breakdownsQuestion(plant), enabled: useMay('assets.read') })
  const down = data?.breakdowns.filter(({ state }) => state === 'down') ?? []
  if (down.length === 0) return null
  return (
    <li>
      <Link to="/breakdowns" data-row>
        <Mark tone="bad" shape="stop" size={18} />
        <span>
          <strong>{down.length === 1 ? down[0]!.name : counted(down.length, 'asset')}</strong>{' '}
          {down.length === 1 ? 'stands' : 'stand'} still
        </span>
        <Icon name="right" size={16} />
      </Link>
    </li>
  )
}
