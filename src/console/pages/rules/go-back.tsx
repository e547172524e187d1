import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { RulesVersionView, RulesView } from '#api'
import { rulesVersionQuestion } from '../../api/questions.ts'
import { changesBetween, partOf } from './cells.ts'
import { useDraft } from './draft.ts'

/** A draft that says what this version said; it is reviewed and agreed like any other. */
export function GoBack({ row, view }: { row: RulesVersionView; view: RulesView }) {
  const isLater = view.newest !== view.version
  const later = useQuery({ ...rulesVersionQuestion(view.newest), enabled: isLater })
  const rules = isLater ? (later.data?.rules ?? view.rules) : view.rules
  const draft = useDraft(rules, view.newest)
  const navigate = useNavigate()
  const mine = (all: RulesView['rules']) => partOf(all, view.mayPropose)
  const changes = changesBetween(mine(rules), mine(row.rules))
  const goBack = () => {
    draft.replace(changes)
    void navigate({ to: '/rules' })
  }
  return (
    <div>
      <Button variant="default" onClick={goBack} disabled={changes.length === 0}>
        Go back to this
      </Button>
      <p className="quiet">
        {changes.length === 0
          ? 'What holds now says the same.'
          : `Makes a draft of it${draft.changes.length > 0 ? ', in the place of the one you have' : ''}; you look at it before you propose it.`}
      </p>
    </div>
  )
}
