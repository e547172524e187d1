import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { RulesVersionView, RulesView } from '#api'
import { rulesVersionQuestion } from '../../api/questions/settings.ts'
import { changesBetween, partOf, same, valueAt } from './cells.ts'
import { useDraft } from './draft.ts'

/**
 * A draft that says what this version said; it is reviewed and agreed like any other. Of one that never held, only what
 * it wanted to change is taken up: what has come since stays.
 */
export function GoBack({ row, view }: { row: RulesVersionView; view: RulesView }) {
  const isLater = view.newest !== view.version
  const later = useQuery({ ...rulesVersionQuestion(view.newest), enabled: isLater })
  const rules = isLater ? (later.data?.rules ?? view.rules) : view.rules
  const draft = useDraft(rules, view.newest)
  const navigate = useNavigate()
  const mine = (all: RulesView['rules']) => partOf(all, view.mayPropose)
  const isWish = row.state === 'rejected' || row.state === 'withdrawn'
  const ground = useQuery({ ...rulesVersionQuestion(row.basedOn ?? 0), enabled: isWish })
  const wished = changesBetween(mine(ground.data?.rules ?? row.rules), mine(row.rules))
  const changes = isWish
    ? wished.map((change) => ({ ...change, was: valueAt(rules, change) })).filter(({ was, value }) => !same(was, value))
    : changesBetween(mine(rules), mine(row.rules))
  const goBack = () => {
    draft.replace(changes)
    void navigate({ to: '/rules' })
  }
  return (
    <div>
      <Button variant="default" onClick={goBack} disabled={changes.length === 0}>
        {isWish ? 'Take it up again' : 'Go back to this'}
      </Button>
      <p className="quiet">
        {changes.length === 0
          ? 'What holds now says the same.'
          : `Makes a draft of it${draft.changes.length > 0 ? ', in the place of the one you have' : ''}; you look at it before you propose it.`}
      </p>
    </div>
  )
}
