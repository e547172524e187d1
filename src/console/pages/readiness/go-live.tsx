import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReadinessView, RulesView } from '#api'
import { rulesQuestion } from '../../api/questions/settings.ts'
import { usePlantName } from '../../app/session.tsx'
import { Deeds, FormDialog } from '../../parts/form-dialog.tsx'
import { useFrom } from '../../parts/from-field.tsx'
import { ReasonField } from '../../parts/reason-field.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { plain } from '../../words/names.ts'
import { partOf, valueAt, withChanges } from '../rules/cells.ts'
import { usePropose } from '../rules/propose.ts'
import { modeOf } from '../rules/say.ts'
import look from './readiness.module.css'

type Setting = RulesView['rules']['flows'][number] | null

/** The cut-over, proposed beside the verdict: what is received before it stays on paper, and nothing is booked twice. */
export function GoLive({ report: { plant, flow, ready } }: { report: ReadinessView }) {
  const { data: view } = useQuery(rulesQuestion)
  const plantName = usePlantName()
  const from = useFrom(plant, 'Go live at')
  const [open, setOpen] = useState(false)
  const propose = usePropose(() => setOpen(false))
  const place = { part: 'flow', plant, what: flow } as const
  const setting = view ? (valueAt(view.rules, place) as Setting) : null
  if (!view?.mayPropose.includes(plant) || modeOf(setting) !== 'shadow') return null
  const target = setting?.target
  const value = target ? { plant, flow, mode: 'live' as const, target } : null
  return (
    <div className={look.live}>
      <Button variant={ready ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        Go live at…
      </Button>
      <FormDialog
        opened={open}
        onClose={() => setOpen(false)}
        title={`${plain(flow)}, ${plantName(plant)}: go live`}
        onSubmit={(text) => {
          const goes = from.said(text)
          if (!goes) return
          const rules = partOf(withChanges(view.rules, [{ ...place, was: setting, value }]), view.mayPropose)
          propose.mutate({ basedOn: view.newest, rules, reason: text('reason'), ...goes })
        }}
      >
        <p>
          Events that come from that moment on are judged, and what is decided is done. What came before stays on paper,
          however late it is judged, so that nothing is booked twice.
        </p>
        {ready ? null : (
          <p className={look.warn}>The report says that it is not ready; whoever approves this sees it too.</p>
        )}
        {from.field}
        <ReasonField />
        <Refusal error={propose.error} />
        <Deeds>
          <Button type="submit" loading={propose.isPending}>
            Propose it
          </Button>
        </Deeds>
      </FormDialog>
    </div>
  )
}
