import { Radio } from '@mantine/core'
import '@mantine/core/styles/Radio.css'
import type { ReplanView } from '#api'
import { costText, counted, optionHelp, optionWords } from '../../words/replans.ts'
import look from './schedule.module.css'

interface Props {
  readonly view: ReplanView
  readonly chosen: ReplanView['options'][number] | undefined
  readonly onChoose: (policy: ReplanView['options'][number]['policy']) => void
}

/** The ways to go on, each with what it costs in parts. */
export const Options = ({ view, chosen, onChoose }: Props) => (
  <Radio.Group
    name="option"
    value={chosen?.policy ?? ''}
    onChange={(policy) => onChoose(policy as ReplanView['options'][number]['policy'])}
    aria-label="Ways to go on"
  >
    <div className={look.options}>
      {view.options.map(({ policy, cost, moves, late }) => (
        <Radio
          key={policy}
          value={policy}
          label={`${optionWords[policy]}${policy === view.best ? ' (cheapest)' : ''}`}
          description={
            <>
              {optionHelp[policy]}.
              <span className={look.cost}>
                <b>{costText(cost.total)}</b> in all: delay {costText(cost.late)}, changes {costText(cost.changes)}
                {cost.overtime > 0 ? `, overtime ${costText(cost.overtime)}` : ''}
              </span>
              <span className={look.cost}>
                {counted(moves.length, 'operation moves', 'operations move')},{' '}
                {counted(late.length, 'order is late', 'orders are late')}
              </span>
            </>
          }
        />
      ))}
    </div>
  </Radio.Group>
)
