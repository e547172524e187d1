import { Link } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { RulesView } from '#api'
import { useMay } from '../../app/session.tsx'
import { hubNow } from '../../api/clock.ts'
import ledger from '../../parts/ledger.module.css'
import { Sheet } from '../../parts/sheet.tsx'
import { StatusWord } from '../../parts/status.tsx'
import { durationText } from '../../words/durations.ts'
import { counted, plain } from '../../words/names.ts'
import { type Mode, modeStatus } from '../../words/status.ts'
import { dayBefore } from '../today/verdict.ts'
import { type Rules, valueAt } from './cells.ts'
import look from './flows.module.css'
import { ModeDialog } from './mode-dialog.tsx'
import { ModeSwitch } from './mode-switch.tsx'
import type { Shown } from './rules.tsx'
import { modeOf } from './say.ts'
import { TargetDialog } from './target-dialog.tsx'

type Setting = Rules['flows'][number]
export interface Wish {
  readonly flow: string
  readonly plant: string
  readonly mode: Mode
}

/** Which use cases work in which plant: off, on paper, or live. */
export function Flows({ view, rules, plants, draft }: Shown) {
  const [wish, setWish] = useState<Wish>()
  const [timed, setTimed] = useState<Pick<Wish, 'flow' | 'plant'>>()
  return (
    <>
      {plants.map(({ id, name }) => {
        const settingOf = (flow: string) => draft.valueOf({ part: 'flow', plant: id, what: flow }) as Setting | null
        return (
          <Sheet key={id} title={name} aside={summary(view.flows.map(({ flow }) => modeOf(settingOf(flow))))} flush>
            <table className={`${ledger.ledger} ${look.flows}`}>
              <caption className="unseen">Flows of {name}</caption>
              <thead>
                <tr>
                  <th scope="col">What for</th>
                  <th scope="col">Mode</th>
                  <th scope="col">On paper, in 24 hours</th>
                  <th scope="col">Meant to take</th>
                </tr>
              </thead>
              <tbody>
                {view.flows.map(({ flow, purpose, target }) => {
                  const setting = settingOf(flow)
                  const place = { part: 'flow', plant: id, what: flow } as const
                  const drafted = draft.changeAt(place)
                  return (
                    <tr key={flow} data-drafted={drafted ? true : undefined}>
                      <th scope="row" className={look.name}>
                        {plain(flow)}
                        <span>{purpose}</span>
                      </th>
                      <td className={look.mode}>
                        {view.mayPropose.includes(id) ? (
                          <ModeSwitch
                            name={`Mode of ${plain(flow)}, ${name}`}
                            value={modeOf(setting)}
                            onChange={(mode) => setWish({ flow, plant: id, mode })}
                          />
                        ) : (
                          <StatusWord of={modeStatus[modeOf(setting)]} />
                        )}
                        {drafted ? (
                          <span className={look.was}>was {modeStatus[modeOf(drafted.was)].word}, not proposed yet</span>
                        ) : null}
                      </td>
                      <td className={look.paper}>
                        <Paper view={view} flow={flow} plant={id} />
                        {modeOf(setting) === 'shadow' && !drafted ? (
                          <Link to="/readiness" search={{ plant: id, flow }} className={look.ready}>
                            Ready to go live?
                          </Link>
                        ) : null}
                      </td>
                      <td className={look.target}>
                        <Target own={setting?.target} usual={target} />
                        {view.mayPropose.includes(id) ? (
                          <Button size="compact-xs" variant="subtle" onClick={() => setTimed({ flow, plant: id })}>
                            Change…
                            <span className="unseen">
                              {' '}
                              what {plain(flow)} is meant to take, {name}
                            </span>
                          </Button>
                        ) : null}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </Sheet>
        )
      })}
      {timed ? <Timed of={timed} view={view} draft={draft} onClose={() => setTimed(undefined)} /> : null}
      {wish ? (
        <ModeDialog
          wish={wish}
          view={view}
          rules={rules}
          setting={valueAt(rules, { part: 'flow', plant: wish.plant, what: wish.flow }) as Setting | null}
          draft={draft}
          onClose={() => setWish(undefined)}
        />
      ) : null}
    </>
  )
}

/** How quick one flow is meant to be in one plant. A flow that is live and as usual is not named in the rules. */
function Timed({
  of: { flow, plant },
  view,
  draft,
  onClose,
}: {
  of: Pick<Wish, 'flow' | 'plant'>
  view: RulesView
  draft: Shown['draft']
  onClose: () => void
}) {
  const place = { part: 'flow', plant, what: flow } as const
  const setting = draft.valueOf(place) as Setting | null
  const mode = modeOf(setting)
  return (
    <TargetDialog
      title={plain(flow)}
      own={setting?.target}
      usual={view.flows.find((one) => one.flow === flow)!.target}
      onTake={(target) =>
        draft.set(place, mode === 'live' && !target ? null : { plant, flow, mode, ...(target ? { target } : {}) })
      }
      onClose={onClose}
    />
  )
}

function summary(modes: readonly Mode[]): string {
  const of = (mode: Mode) => modes.filter((one) => one === mode).length
  return (['live', 'shadow', 'off'] as const)
    .filter((mode) => of(mode) > 0)
    .map((mode) => `${of(mode)} ${modeStatus[mode].word.toLowerCase()}`)
    .join(' · ')
}

/** What was judged, or kept, without anything having followed: each the way to the events themselves. */
function Paper({ view, flow, plant }: { view: RulesView; flow: string; plant: string }) {
  const mayRead = useMay('messages.read')
  const paper = view.paper.find((one) => one.flow === flow && one.plant === plant)
  if (!paper) return <span className={look.none}>–</span>
  const words = [
    paper.judged > 0 ? `${counted(paper.judged, 'event')} judged, ${counted(paper.effects, 'effect')} not sent` : '',
    paper.kept > 0 ? `${counted(paper.kept, 'event')} kept` : '',
  ].filter(Boolean)
  const text = words.join('; ')
  return mayRead ? (
    <Link to="/messages" search={{ flow, plant, since: dayBefore(new Date(hubNow()).toISOString()) }}>
      {text}
    </Link>
  ) : (
    text
  )
}

function Target({ own, usual }: { own: Setting['target']; usual: { p95: number; p99: number } }) {
  const { p95, p99 } = own ?? usual
  return (
    <>
      <span className="nowrap">95 % in {durationText(p95 / 1_000)},</span>{' '}
      <span className="nowrap">99 % in {durationText(p99 / 1_000)}</span>
      {own ? <span className={look.own}>set for this plant</span> : null}
    </>
  )
}
